import { defineRule, reason, sdkLine } from '../rule.ts';

export default defineRule({
  id: 'partition/container-named-like-image',
  severity: 'error',
  about: () => ({
    summary: 'No container carries the name of an image.',
    why: `
The partition that has the name of an image is where the image is linked to, so it has to hold bytes of its own. With a
\`span\` it is a container, and the build stops: "Partition image 'mcuboot' is a container with a span of one or more images,
but has the same name of its child image."`,
    exceptions:
      'An old static file may have the image in a partition named `<image>_image` beside it, which is accepted.',
    sources: ['nrf/scripts/partition_manager_output.py:116-141 (2.4.0)'],
  }),

  *check(configuration) {
    const { partitions, file } = configuration.partitions;
    if (!file?.own) return;
    for (const { name, members, nameSpan, spanOfMember } of partitions) {
      if (!members || members.length === 0 || !nameSpan || !IMAGES.has(name)) continue;
      if (partitions.some((one) => one.name === `${name}_image`)) continue;
      const first = spanOfMember(members[0]!);
      yield {
        message: `the build stops: ${name} is the partition of an image, and a span makes it a container`,
        at: { span: nameSpan, text: `the image ${name} is linked here` },
        ...(first && { related: [{ span: first, text: 'its members' }] }),
        because: [
          reason(
            'Partition Manager takes the address and size of an image from the partition of its name',
            sdkLine(configuration, 'nrf/scripts/partition_manager_output.py', 137),
          ),
        ],
        help: 'delete the span, or give the container another name',
      };
    }
  },
});

/** `app` is computed whatever the file says: nrf/scripts/partition_manager.py:857-863 (2.4.0). */
const IMAGES = new Set(['mcuboot', 'b0', 'b0n', 'spm', 'hci_rpmsg']);
