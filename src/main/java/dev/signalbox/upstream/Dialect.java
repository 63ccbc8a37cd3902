package dev.signalbox.upstream;

import java.util.List;

/**
 * How a provider departs from its protocol where data cannot say it: another address for each operation, an envelope around the
 * body, a signature, a framing of its own. What is inside stays the protocol's, byte for byte where that is possible. Stateless.
 */
public interface Dialect {
    /** The name used in catalogue data; empty for the protocols as they are. */
    String id();

    /**
     * What goes over the wire for this call.
     *
     * @throws dev.signalbox.chat.ChatException when the dialect has no such operation or the account lacks something
     */
    HttpCall write(UpstreamCall call);

    /** The fields of the body, as its protocol names them, that cannot be sent this way. */
    default List<String> losses(UpstreamCall call) {
        return List.of();
    }

    /** The reply as the protocol has it. Closing what is returned closes {@code reply}. */
    default Reply read(UpstreamCall call, Reply reply) {
        return reply;
    }
}
