package dev.signalbox.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A body without its gzip, which some providers and proxies apply although none is asked for, with or without saying so, even
 * twice. It is known by its first two bytes, with which neither JSON nor an event can begin. Nothing is read before the first
 * call, and what has arrived is handed out without waiting for more.
 */
final class Unzipped extends InputStream {
    private static final int FIRST = 0x1f;
    private static final int SECOND = 0x8b;
    private static final int MOST = 3;

    private final InputStream body;
    private final int layers;
    private @Nullable InputStream plain;

    Unzipped(InputStream body) {
        this(body, MOST);
    }

    private Unzipped(InputStream body, int layers) {
        this.body = body;
        this.layers = layers;
    }

    private InputStream plain() throws IOException {
        if (plain == null) {
            plain = layers == 0 ? body : unwrapped();
        }
        return plain;
    }

    private InputStream unwrapped() throws IOException {
        var source = new PushbackInputStream(body, 2);
        int first = source.read();
        if (first < 0) {
            return source;
        }
        int second = first == FIRST ? source.read() : -1;
        if (second >= 0) {
            source.unread(second);
        }
        source.unread(first);
        return second == SECOND ? new Unzipped(new GZIPInputStream(source), layers - 1) : source;
    }

    @Override
    public int read() throws IOException {
        return plain().read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return plain().read(target, offset, length);
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
