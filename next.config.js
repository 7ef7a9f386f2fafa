/** @type {import('next').NextConfig} */
const config = {
  // Tests and a second checkout of a developer build beside a running product.
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: false,
  images: { unoptimized: true },
  // Types are checked by `npm run types`, once, for all rooms of the house.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ['pg', '@node-rs/argon2', '@prisma/adapter-pg', 'pino'],
}

export default config
