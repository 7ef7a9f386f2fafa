import localFont from 'next/font/local'

// Latin subsets from npm: 46 + 15 KB. The sans is one variable file; its bold is free.
export const plexSans = localFont({
  src: '../node_modules/@fontsource-variable/ibm-plex-sans/files/ibm-plex-sans-latin-wght-normal.woff2',
  weight: '100 700',
  style: 'normal',
  display: 'swap',
  variable: '--font-plex-sans',
  adjustFontFallback: 'Arial',
})

export const plexMono = localFont({
  src: '../node_modules/@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-400-normal.woff2',
  weight: '400',
  style: 'normal',
  display: 'swap',
  variable: '--font-plex-mono',
  preload: false,
  adjustFontFallback: false,
})
