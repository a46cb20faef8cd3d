package org.ketaminerecord.store;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdDictDecompress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * How a body is kept in the database: compressed by Zstandard with a dictionary of FHIR's own words, since a single
 * resource is too small to find its repetitions in itself (docs/decisions/0003-bodies.md). A frame names its dictionary;
 * a dictionary that bodies were written with stays in the program for good. What does not get smaller is kept as it is:
 * JSON begins with a brace, a frame never does.
 */
final class BodyCodec {

    private static final int LEVEL = 3;
    private static final byte[] DICTIONARY = read("body-1.zdict");
    private static final ZstdDictCompress COMPRESS = new ZstdDictCompress(DICTIONARY, LEVEL);
    private static final ZstdDictDecompress DECOMPRESS = new ZstdDictDecompress(DICTIONARY);
    private static final ThreadLocal<ZstdCompressCtx> COMPRESSOR = ThreadLocal.withInitial(
            () -> new ZstdCompressCtx().loadDict(COMPRESS).setChecksum(false));
    private static final ThreadLocal<ZstdDecompressCtx> DECOMPRESSOR = ThreadLocal.withInitial(
            () -> new ZstdDecompressCtx().loadDict(DECOMPRESS));

    private BodyCodec() {
    }

    static byte[] encode(byte[] json) {
        byte[] frame = COMPRESSOR.get().compress(json);
        return frame.length < json.length ? frame : json;
    }

    static byte[] decode(byte[] stored) {
        if (stored[0] == '{') {
            return stored;
        }
        return DECOMPRESSOR.get().decompress(stored, (int) Zstd.getFrameContentSize(stored));
    }

    private static byte[] read(String name) {
        try (InputStream in = BodyCodec.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
