import { writeFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';

import { CITIES_FILE } from '../../functions/find-places/cities.ts';
import { projectFile } from '../paths.ts';
import { cityData } from './cityData.ts';

/** Writes the cities that functions/find-places knows: `npm run generate:places`. */
const text = cityData();
const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN } = constants;
const compressed = brotliCompressSync(text, { params: { [BROTLI_PARAM_QUALITY]: 11, [BROTLI_PARAM_LGWIN]: 24 } });
const file = `functions/find-places/${CITIES_FILE}`;
writeFileSync(projectFile(file), compressed);
process.stdout.write(
  `${file}: ${Math.round(compressed.length / 1024)} KiB, ${Buffer.byteLength(text)} bytes of text\n`,
);
