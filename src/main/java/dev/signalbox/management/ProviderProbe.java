package dev.signalbox.management;

import dev.signalbox.Service;
import dev.signalbox.catalog.ProviderEndpoint;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.Limits;
import dev.signalbox.chat.Message;
import dev.signalbox.chat.Part;
import dev.signalbox.chat.Role;
import dev.signalbox.egress.Sender;
import dev.signalbox.routing.ProviderCalls;
import dev.signalbox.upstream.Access;
import dev.signalbox.upstream.Operation;
import dev.signalbox.wire.Codecs;
import jakarta.inject.Inject;
import java.util.List;

/** Calls a provider to see whether it answers: the shortest real question there is. */
@Service
class ProviderProbe {
    private static final int MAX_TOKENS = 16;

    private final ProviderCalls calls;
    private final Codecs codecs;

    @Inject
    ProviderProbe(ProviderCalls calls, Codecs codecs) {
        this.calls = calls;
        this.codecs = codecs;
    }

    /**
     * Asks a model to say one word and returns when it has.
     *
     * @throws ChatException when it does not
     */
    void ask(KnownProviders.Known provider, ProviderEndpoint endpoint, String model, Access access, Sender sender) {
        var codec = codecs.provider(endpoint.protocol(), endpoint.dialect());
        var sent = codec.writeRequest(question(endpoint, model), provider.profile(endpoint, model));
        var answer = calls.call(endpoint, Operation.GENERATE, model, sent.body(), access, sender);
        if (startsLikeJson(answer)) {
            codec.answerReader(sent).whole(answer);
        }
    }

    private static ChatRequest question(ProviderEndpoint endpoint, String model) {
        return ChatRequest.of(endpoint.protocol(), model, List.of(Message.of(Role.USER, Part.Text.of("Say OK."))))
                .withLimits(new Limits(MAX_TOKENS, List.of(), null));
    }

    /** A provider that streams where a document was asked has answered, too. */
    private static boolean startsLikeJson(byte[] answer) {
        for (var b : answer) {
            if (!Character.isWhitespace(b)) {
                return b == '{';
            }
        }
        return true;
    }
}
