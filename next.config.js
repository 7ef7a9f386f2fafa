// The proxy in front may hand on its own host: the address in the browser is the one that counts.
const publicHost = URL.canParse(process.env.WHEELTAPPER_URL ?? '')
  ? [new URL(process.env.WHEELTAPPER_URL).host]
  : []

/** @type {import('next').NextConfig} */
const config = {
  // Tests and a second checkout of a developer build beside a running product.
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: false,
  images: { unoptimized: true },
  experimental: {
    // Larger than what EVIDENCE_MAX_MEGABYTES can allow: scripts/start/body-limit.ts refuses what is too large,
    // with a sentence and before it is read.
    serverActions: { allowedOrigins: publicHost, bodySizeLimit: '102mb' },
    proxyClientMaxBodySize: '102mb',
  },
  // Types are checked by `npm run types`, once, for all rooms of the house.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['pg', '@node-rs/argon2', '@prisma/adapter-pg', 'pdfkit', 'pino'],
}

export default config
