package dev.signalbox.upstream;

import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.Failure;

/** Failures for what a provider does not offer, and for what an account lacks. */
public final class Unsupported {
    private Unsupported() {}

    /** The provider has no such operation. */
    public static ChatException operation(UpstreamCall call) {
        return Failure.of(
                        Failure.Kind.MODEL_UNAVAILABLE,
                        404,
                        "A provider that speaks " + call.protocol().id()
                                + (call.dialect().isEmpty() ? "" : " in the dialect " + call.dialect())
                                + " has no such operation.")
                .asException();
    }

    /** The account cannot make calls as it is: another may. */
    public static ChatException account(String what) {
        return Failure.of(Failure.Kind.UNAUTHORIZED, 401, what).asException();
    }
}
