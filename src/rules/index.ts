import dtAppCodePartition from './devicetree/app-code-partition.ts';
import dtCells from './devicetree/cells.ts';
import dtInstanceConflict from './devicetree/instance-conflict.ts';
import dtMemoryRange from './devicetree/memory-range.ts';
import dtMigrationDiffers from './devicetree/migration-differs.ts';
import dtMisleadingLabel from './devicetree/misleading-label.ts';
import parentDisabled from './devicetree/parent-disabled.ts';
import dtPartitionCompatible from './devicetree/partition-compatible.ts';
import dtPartitionEraseBlock from './devicetree/partition-erase-block.ts';
import dtPartitionLabel from './devicetree/partition-label.ts';
import dtPartitionMapDiffers from './devicetree/partition-map-differs.ts';
import dtPartitionNotDeleted from './devicetree/partition-not-deleted.ts';
import dtPartitionRange from './devicetree/partition-range.ts';
import partitionsIgnored from './devicetree/partitions-ignored.ts';
import dtPropertyValue from './devicetree/property-value.ts';
import dtRequiredProperty from './devicetree/required-property.ts';
import dtSlotDeviceDisabled from './devicetree/slot-device-disabled.ts';
import devicetreeSyntax from './devicetree/syntax.ts';
import dtUnitAddress from './devicetree/unit-address.ts';
import dtUnknownCompatible from './devicetree/unknown-compatible.ts';
import unknownLabel from './devicetree/unknown-label.ts';
import dtUnknownMacro from './devicetree/unknown-macro.ts';
import dtUnknownProperty from './devicetree/unknown-property.ts';
import dtWriteBlockSize from './devicetree/write-block-size.ts';
import dtWrongBus from './devicetree/wrong-bus.ts';
import addressing from './external-flash/addressing.ts';
import appDriver from './external-flash/app-driver.ts';
import chipSelect from './external-flash/chip-select.ts';
import chosenDisabled from './external-flash/chosen-disabled.ts';
import chosenMissing from './external-flash/chosen-missing.ts';
import clockFrequency from './external-flash/clock-frequency.ts';
import deepPowerDown from './external-flash/deep-power-down.ts';
import jedecId from './external-flash/jedec-id.ts';
import layoutPageSize from './external-flash/layout-page-size.ts';
import lockIgnored from './external-flash/lock-ignored.ts';
import mcubootChosen from './external-flash/mcuboot-chosen.ts';
import mcubootDeviceDiffers from './external-flash/mcuboot-device-differs.ts';
import mcubootDriver from './external-flash/mcuboot-driver.ts';
import mcubootNodeDisabled from './external-flash/mcuboot-node-disabled.ts';
import mcubootSize from './external-flash/mcuboot-size.ts';
import multithreading from './external-flash/multithreading.ts';
import nsib from './external-flash/nsib.ts';
import opcode from './external-flash/opcode.ts';
import overrideNeeded from './external-flash/override-needed.ts';
import overrideWithoutDriver from './external-flash/override-without-driver.ts';
import pureSignature from './external-flash/pure-signature.ts';
import quadEnable from './external-flash/quad-enable.ts';
import quadLines from './external-flash/quad-lines.ts';
import secondInstance from './external-flash/second-instance.ts';
import secondaryMoved from './external-flash/secondary-moved.ts';
import secondaryOption from './external-flash/secondary-option.ts';
import secondaryRegion from './external-flash/secondary-region.ts';
import sizeInBits from './external-flash/size-in-bits.ts';
import sizeProperty from './external-flash/size-property.ts';
import sizeVsJedecId from './external-flash/size-vs-jedec-id.ts';
import sizeVsSfdp from './external-flash/size-vs-sfdp.ts';
import spiMode from './external-flash/spi-mode.ts';
import tfm from './external-flash/tfm.ts';
import twoDrivers from './external-flash/two-drivers.ts';
import extUnsupportedSoc from './external-flash/unsupported-soc.ts';
import writeBuffer from './external-flash/write-buffer.ts';
import boardName from './files/board-name.ts';
import conflictingNames from './files/conflicting-names.ts';
import fileInclude from './files/include.ts';
import missingFile from './files/missing.ts';
import neverRead from './files/never-read.ts';
import shadowed from './files/shadowed.ts';
import unknownImage from './files/unknown-image.ts';
import wrongEra from './files/wrong-era.ts';
import boardConfReplacesBase from './images/board-conf-replaces-base.ts';
import buildTypeMissing from './images/build-type-missing.ts';
import confFileDisablesFolder from './images/conf-file-disables-folder.ts';
import imageNumber from './images/image-number.ts';
import netcoreMissing from './images/netcore-missing.ts';
import nrf53MultiImage from './images/nrf53-multi-image.ts';
import prjConfDropsBoardConf from './images/prj-conf-drops-board-conf.ts';
import xipSplitMode from './images/xip-split-mode.ts';
import assignedTwice from './kconfig/assigned-twice.ts';
import doNotSet from './kconfig/do-not-set.ts';
import notAssignable from './kconfig/not-assignable.ts';
import progressiveErase from './kconfig/progressive-erase.ts';
import kconfigRange from './kconfig/range.ts';
import renamedSymbol from './kconfig/renamed-symbol.ts';
import kconfigSyntax from './kconfig/syntax.ts';
import unknownSymbol from './kconfig/unknown-symbol.ts';
import unmetDependency from './kconfig/unmet-dependency.ts';
import kconfigValueType from './kconfig/value-type.ts';
import lockChanged from './lock/changed.ts';
import appOptionInMcuboot from './mcuboot/app-option-in-mcuboot.ts';
import baseConfigurationLost from './mcuboot/base-configuration-lost.ts';
import codePartition from './mcuboot/code-partition.ts';
import directXip from './mcuboot/direct-xip.ts';
import downgradePrevention from './mcuboot/downgrade-prevention.ts';
import encryption from './mcuboot/encryption.ts';
import maxImageSectors from './mcuboot/max-image-sectors.ts';
import modeDiffers from './mcuboot/mode-differs.ts';
import optionInApp from './mcuboot/option-in-app.ts';
import scratch from './mcuboot/scratch.ts';
import serialRecovery from './mcuboot/serial-recovery.ts';
import signatureDefault from './mcuboot/signature-default.ts';
import signatureKey from './mcuboot/signature-key.ts';
import singleSlot from './mcuboot/single-slot.ts';
import slotSize from './mcuboot/slot-size.ts';
import trailer from './mcuboot/trailer.ts';
import usbMultithreading from './mcuboot/usb-multithreading.ts';
import appSizeIgnored from './partition/app-size-ignored.ts';
import b0Slots from './partition/b0-slots.ts';
import containerNamedLikeImage from './partition/container-named-like-image.ts';
import duplicateKey from './partition/duplicate-key.ts';
import endAddress from './partition/end-address.ts';
import eraseAlignment from './partition/erase-alignment.ts';
import exceedsRegion from './partition/exceeds-region.ts';
import fprotectAlignment from './partition/fprotect-alignment.ts';
import gaps from './partition/gaps.ts';
import layoutChanged from './partition/layout-changed.ts';
import mcubootNotFirst from './partition/mcuboot-not-first.ts';
import mcubootPad from './partition/mcuboot-pad.ts';
import missingAddressOrSize from './partition/missing-address-or-size.ts';
import noStaticFile from './partition/no-static-file.ts';
import notAMapping from './partition/not-a-mapping.ts';
import notPacked from './partition/not-packed.ts';
import overlap from './partition/overlap.ts';
import partitionManagerOff from './partition/partition-manager-off.ts';
import provisionRegion from './partition/provision-region.ts';
import secondaryNotStatic from './partition/secondary-not-static.ts';
import secureBoundary from './partition/secure-boundary.ts';
import sizeVsKconfig from './partition/size-vs-kconfig.ts';
import skipBuildNeedsStatic from './partition/skip-build-needs-static.ts';
import slotName from './partition/slot-name.ts';
import spanExtent from './partition/span-extent.ts';
import spanMember from './partition/span-member.ts';
import sram from './partition/sram.ts';
import staticWithoutBootloader from './partition/static-without-bootloader.ts';
import storageNotStatic from './partition/storage-not-static.ts';
import tinySlot from './partition/tiny-slot.ts';
import unknownKey from './partition/unknown-key.ts';
import unknownRegion from './partition/unknown-region.ts';
import valueType from './partition/value-type.ts';
import xipSplit from './partition/xip-split.ts';
import pinsBias from './pins/bias.ts';
import pinsConflict from './pins/conflict.ts';
import pinsDedicatedQspi from './pins/dedicated-qspi.ts';
import pinsDriveMode from './pins/drive-mode.ts';
import pinsFunction from './pins/function.ts';
import pinsMissingSignal from './pins/missing-signal.ts';
import pinsRange from './pins/range.ts';
import pinsSleepDiffers from './pins/sleep-differs.ts';
import pinsSleepLowPower from './pins/sleep-low-power.ts';
import pinsSpecialFunction from './pins/special-function.ts';
import pinsStaleGroup from './pins/stale-group.ts';
import pinsStates from './pins/states.ts';
import type { Rule } from './rule.ts';
import externalNeedsStatic from './settings/external-needs-static.ts';
import partitionName from './settings/partition-name.ts';
import regionOption from './settings/region-option.ts';
import sectorCount from './settings/sector-count.ts';
import sectorSize from './settings/sector-size.ts';
import settingsUnused from './settings/unused.ts';
import bootloaderNotEnabled from './sysbuild/bootloader-not-enabled.ts';
import buildOnly from './sysbuild/build-only.ts';
import choiceConflict from './sysbuild/choice-conflict.ts';
import externalSecondaryNotEnabled from './sysbuild/external-secondary-not-enabled.ts';
import kconfigSource from './sysbuild/kconfig-source.ts';
import oldOutputPath from './sysbuild/old-output-path.ts';
import optionOverridden from './sysbuild/option-overridden.ts';
import partitionManagerDeprecated from './sysbuild/partition-manager-deprecated.ts';
import pmOptionWithoutPm from './sysbuild/pm-option-without-pm.ts';
import unsupportedSoc from './sysbuild/unsupported-soc.ts';
import wrongPrefix from './sysbuild/wrong-prefix.ts';

/** Every rule, by id. */
export const rules: readonly Rule[] = [
  dtAppCodePartition,
  dtCells,
  dtInstanceConflict,
  dtMemoryRange,
  dtMigrationDiffers,
  dtMisleadingLabel,
  parentDisabled,
  dtPartitionCompatible,
  dtPartitionEraseBlock,
  dtPartitionLabel,
  dtPartitionMapDiffers,
  dtPartitionNotDeleted,
  dtPartitionRange,
  partitionsIgnored,
  dtPropertyValue,
  dtRequiredProperty,
  dtSlotDeviceDisabled,
  devicetreeSyntax,
  dtUnitAddress,
  dtUnknownCompatible,
  unknownLabel,
  dtUnknownMacro,
  dtUnknownProperty,
  dtWriteBlockSize,
  dtWrongBus,
  addressing,
  appDriver,
  chipSelect,
  chosenDisabled,
  chosenMissing,
  clockFrequency,
  deepPowerDown,
  jedecId,
  layoutPageSize,
  lockIgnored,
  mcubootChosen,
  mcubootDeviceDiffers,
  mcubootDriver,
  mcubootNodeDisabled,
  mcubootSize,
  multithreading,
  nsib,
  opcode,
  overrideNeeded,
  overrideWithoutDriver,
  pureSignature,
  quadEnable,
  quadLines,
  spiMode,
  secondInstance,
  secondaryMoved,
  secondaryOption,
  secondaryRegion,
  sizeInBits,
  sizeProperty,
  sizeVsJedecId,
  sizeVsSfdp,
  tfm,
  twoDrivers,
  extUnsupportedSoc,
  writeBuffer,
  boardName,
  conflictingNames,
  fileInclude,
  missingFile,
  neverRead,
  shadowed,
  unknownImage,
  wrongEra,
  boardConfReplacesBase,
  buildTypeMissing,
  confFileDisablesFolder,
  imageNumber,
  netcoreMissing,
  nrf53MultiImage,
  prjConfDropsBoardConf,
  xipSplitMode,
  assignedTwice,
  doNotSet,
  notAssignable,
  progressiveErase,
  kconfigRange,
  renamedSymbol,
  kconfigSyntax,
  unknownSymbol,
  unmetDependency,
  kconfigValueType,
  appOptionInMcuboot,
  baseConfigurationLost,
  codePartition,
  directXip,
  downgradePrevention,
  encryption,
  maxImageSectors,
  modeDiffers,
  optionInApp,
  scratch,
  serialRecovery,
  signatureDefault,
  signatureKey,
  singleSlot,
  slotSize,
  trailer,
  usbMultithreading,
  appSizeIgnored,
  b0Slots,
  containerNamedLikeImage,
  duplicateKey,
  endAddress,
  eraseAlignment,
  exceedsRegion,
  fprotectAlignment,
  gaps,
  layoutChanged,
  mcubootNotFirst,
  mcubootPad,
  missingAddressOrSize,
  noStaticFile,
  notAMapping,
  notPacked,
  overlap,
  partitionManagerOff,
  provisionRegion,
  secondaryNotStatic,
  secureBoundary,
  sizeVsKconfig,
  skipBuildNeedsStatic,
  slotName,
  spanExtent,
  spanMember,
  sram,
  staticWithoutBootloader,
  storageNotStatic,
  tinySlot,
  unknownKey,
  unknownRegion,
  valueType,
  xipSplit,
  pinsBias,
  pinsConflict,
  pinsDedicatedQspi,
  pinsDriveMode,
  pinsFunction,
  pinsMissingSignal,
  pinsRange,
  pinsSleepDiffers,
  pinsSleepLowPower,
  pinsSpecialFunction,
  pinsStaleGroup,
  pinsStates,
  lockChanged,
  externalNeedsStatic,
  partitionName,
  regionOption,
  sectorCount,
  sectorSize,
  settingsUnused,
  bootloaderNotEnabled,
  buildOnly,
  choiceConflict,
  externalSecondaryNotEnabled,
  kconfigSource,
  oldOutputPath,
  optionOverridden,
  partitionManagerDeprecated,
  pmOptionWithoutPm,
  unsupportedSoc,
  wrongPrefix,
];
