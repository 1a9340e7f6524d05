const PATHS = {
  find: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14Zm5.2 12.2L21 21',
  trips: 'M5 8h14v11H5zM9 8V5h6v3M9 8v11M15 8v11',
  requests: 'M4 6h16v11H9l-5 4z',
  me: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM4.5 20c1-4 4-5.5 7.5-5.5s6.5 1.500 7.500 5.500',
  arrow: 'M4 12h16m-6-6 6 6-6 6',
  back: 'M20 12H4m6-6-6 6 6 6',
  swap: 'M7 4v16m0 0-3-3m3 3 3-3M17 20V4m0 0-3 3m3-3 3 3',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  check: 'm5 12.500 4.500 4.500L19 7.500',
  phone:
    'M6 3h4l1.500 5-2.500 1.500a12 12 0 0 0 5.500 5.500L16 12.500l5 1.500v4a2 2 0 0 1-2 2A15 15 0 0 1 4 5a2 2 0 0 1 2-2Z',
  message: 'M4 5h16v11H9l-5 4z',
  mail: 'M3 6h18v12H3zm0 0 9 7 9-7',
  link: 'M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1.500 1.500M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1.500-1.500',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  bell: 'M6 17h12l-1.500-2.500V10a4.500 4.500 0 0 0-9 0v4.500zM10.500 20h3',
  close: 'M6 6l12 12M18 6 6 18',
  PAPER: 'M7 3h7l4 4v14H7zM14 3v4h4M10 12h5M10 16h5',
  MEDICINE: 'M8 4h8v3H8zM7 7h10v13H7zM12 10.500v6M9 13.500h6',
  CLOTHES: 'M9 4c0 3 6 3 6 0l5 3-2 4-2-1v10H8V10l-2 1-2-4z',
  ELECTRONICS: 'M5 5h14v10H5zM3 19h18M9 19l1-4h4l1 4',
  BAG: 'M6 8h12l1 12H5zM9 8a3 3 0 0 1 6 0',
  OTHERS: 'M4 8l8-4 8 4v8l-8 4-8-4zM4 8l8 4 8-4M12 12v8',
} as const;

export type IconName = keyof typeof PATHS;

/** A line drawing beside a word, so it says nothing to a screen reader. */
export function Icon({ name, mirrored = false }: { readonly name: IconName; readonly mirrored?: boolean }) {
  return (
    <svg class={mirrored ? 'icon mirrored' : 'icon'} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
