package dev.signalbox.upstream;

import java.io.ByteArrayOutputStream;
import java.util.function.UnaryOperator;

/** A document that is changed as a whole, once it is there. */
public final class WholeBody implements TransformedReply.Transformation {
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final UnaryOperator<byte[]> change;

    public WholeBody(UnaryOperator<byte[]> change) {
        this.change = change;
    }

    @Override
    public byte[] take(byte[] bytes, int length) {
        body.write(bytes, 0, length);
        return new byte[0];
    }

    @Override
    public byte[] end() {
        return change.apply(body.toByteArray());
    }
}
