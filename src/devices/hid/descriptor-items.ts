/** One item of a HID report descriptor, its size and its value apart from its kind. */
export interface DescriptorItem {
  /** The item's prefix without its size: kind and tag. */
  tag: number;
  /** Unsigned. */
  value: number;
  /** Bytes its value had: 0, 1, 2 or 4. */
  size: number;
}

/** The items of a descriptor in order, and whether it breaks off within one. Long items mean nothing, and are left out. */
export function descriptorItems(bytes: Uint8Array): { items: DescriptorItem[]; isWhole: boolean } {
  const items: DescriptorItem[] = [];
  let at = 0;
  while (at < bytes.length) {
    const prefix = bytes[at] ?? 0;
    if (prefix === 0xfe) {
      at += 3 + (bytes[at + 1] ?? 0);
      continue;
    }
    const size = (prefix & 3) === 3 ? 4 : prefix & 3;
    let value = 0;
    for (let i = size; i > 0; i -= 1) value = value * 0x100 + (bytes[at + i] ?? 0);
    at += 1 + size;
    if (at <= bytes.length) items.push({ tag: prefix & 0xfc, value, size });
  }
  return { items, isWhole: at === bytes.length };
}
