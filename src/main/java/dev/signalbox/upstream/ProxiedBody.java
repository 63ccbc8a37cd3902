package dev.signalbox.upstream;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;

/** The body of an answer that came through a proxy; closing it before its end drops the connection. */
final class ProxiedBody extends InputStream {
    private final ClassicHttpResponse response;
    private final InputStream body;

    ProxiedBody(ClassicHttpResponse response) throws IOException {
        this.response = response;
        HttpEntity entity = response.getEntity();
        this.body = entity == null ? nullInputStream() : Objects.requireNonNull(entity.getContent());
    }

    @Override
    public int read() throws IOException {
        return body.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return body.read(target, offset, length);
    }

    /** Not the body's own close, which would read what is left. */
    @Override
    public void close() throws IOException {
        response.close();
    }
}
