package dev.signalbox.capture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** The beginning of an answer, kept aside while the whole of it goes to the client. */
public final class Recording extends OutputStream {
    private final OutputStream client;
    private final int most;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private boolean cut;

    Recording(OutputStream client, int most) {
        this.client = client;
        this.most = most;
    }

    @Override
    public void write(int b) throws IOException {
        client.write(b);
        keep(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        client.write(bytes, offset, length);
        keep(bytes, offset, length);
    }

    private void keep(byte[] bytes, int offset, int length) {
        synchronized (kept) { // keep-alives are written by another thread
            int room = Math.min(length, most - kept.size());
            kept.write(bytes, offset, Math.max(0, room));
            cut |= room < length;
        }
    }

    @Override
    public void flush() throws IOException {
        client.flush();
    }

    byte[] kept() {
        synchronized (kept) {
            return kept.toByteArray();
        }
    }

    boolean cut() {
        synchronized (kept) {
            return cut;
        }
    }

    static byte[] beginning(byte[] body, int most) {
        return body.length <= most ? body : Arrays.copyOf(body, most);
    }
}
