import { image } from '../../model/application.ts';
import type { DtProperty } from '../../model/devicetree/devicetree.ts';
import { andThen, type Fact, known, map } from '../../model/fact.ts';
import { defineRule, projectSpan, reason, replace, sdkLine } from '../rule.ts';

export default defineRule({
  id: 'kconfig/range',
  severity: 'error',
  about: () => ({
    summary: 'A value is one that the code accepts.',
    why: `
Some values pass Kconfig and are refused by the code. \`CONFIG_IMG_BLOCK_BUF_SIZE\` has to be a multiple of what the flash writes
at once: otherwise the compiler stops at an assertion, or, where none is compiled in, every upload ends with an error.`,
    exceptions: `
Silent where the devicetree does not tell how much the flash writes at once.`,
    sources: ['zephyr/subsys/dfu/img_util/flash_img.c:37-44 (2.4.0)', 'zephyr/subsys/dfu/Kconfig:55-61 (2.4.0)'],
  }),

  *check(configuration) {
    const app = image(configuration, 'app');
    // Nobody asks for what nobody sets.
    if (!app || app.kconfig.assigned('CONFIG_IMG_BLOCK_BUF_SIZE').length === 0) return;
    const size = app.kconfig.number('CONFIG_IMG_BLOCK_BUF_SIZE');
    const span = projectSpan(size);
    if (!size.known || !span) return;
    const block = andThen(
      app.devicetree.chosen('zephyr,flash'),
      (flash): Fact<number | undefined> =>
        flash ? map(flash.property('write-block-size'), onlyNumber) : known(undefined),
    );
    if (!block.known || block.value === undefined || block.value < 1 || size.value % block.value === 0) return;
    const next = Math.max(1, Math.ceil(size.value / block.value)) * block.value;
    yield {
      message: `CONFIG_IMG_BLOCK_BUF_SIZE=${size.value} is no multiple of the ${block.value} bytes that the flash writes at once`,
      at: { span, text: 'the compiler stops at an assertion' },
      because: [
        reason(`write-block-size of the flash is ${block.value}`, block),
        reason(
          'the size has to be a multiple of it',
          sdkLine(configuration, 'zephyr/subsys/dfu/img_util/flash_img.c', 41),
        ),
      ],
      fixes: [replace(`write ${next}`, 'unsafe', span, `CONFIG_IMG_BLOCK_BUF_SIZE=${next}`)],
    };
  },
});

function onlyNumber(property: DtProperty | undefined): number | undefined {
  const [value] = property?.values ?? [];
  const cell = value?.kind === 'cells' && value.cells.length === 1 ? value.cells[0] : undefined;
  return cell?.kind === 'number' ? Number(cell.value) : undefined;
}
