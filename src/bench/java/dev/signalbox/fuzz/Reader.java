package dev.signalbox.fuzz;

import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.Protocol;
import dev.signalbox.wire.AnswerReader;
import dev.signalbox.wire.ClientProtocol;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.ProviderProtocol;
import dev.signalbox.wire.RequestHead;
import java.util.Map;

/** What Jazzer calls: one reader of one protocol, named by the property {@code signalbox.fuzz} as {@code protocol/reader}. */
public final class Reader {
    private static final Map<Protocol, String> CODECS = Map.of(
            Protocol.OPENAI_CHAT, "openai.OpenAi",
            Protocol.OPENAI_RESPONSES, "responses.Responses",
            Protocol.ANTHROPIC_MESSAGES, "anthropic.Anthropic",
            Protocol.GEMINI, "gemini.Gemini",
            Protocol.OLLAMA, "ollama.Ollama");
    private static final String[] TARGET =
            System.getProperty("signalbox.fuzz", "openai-chat/request").split("/", 2);
    private static final Protocol PROTOCOL = Protocol.of(TARGET[0]).orElseThrow();
    private static final ClientProtocol CLIENT = codec(ClientProtocol.class);
    private static final ProviderProtocol PROVIDER = codec(ProviderProtocol.class);

    private Reader() {}

    private static <T> T codec(Class<T> role) {
        try {
            var type = Class.forName("dev.signalbox.wire." + CODECS.get(PROTOCOL) + role.getSimpleName());
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return role.cast(constructor.newInstance());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One input; whatever is thrown here is a finding. */
    public static void fuzzerTestOneInput(byte[] input) {
        try {
            switch (TARGET[1]) {
                case "request" -> request(input);
                case "stream" -> stream(input);
                case "document" -> reader().whole(input);
                case "error" -> PROVIDER.readError(500, Map.of("retry-after", "x"), input);
                default -> throw new IllegalStateException(TARGET[1]);
            }
        } catch (ChatException declared) {
            // what a reader may throw
        }
    }

    private static AnswerReader reader() {
        return PROVIDER.answerReader(EncodedRequest.of(new byte[0]));
    }

    private static void request(byte[] input) {
        RequestHead.of(input).withModel(input, "m");
        CLIENT.passable(input);
        var request = CLIENT.readRequest(input, PROTOCOL == Protocol.GEMINI ? "m" : "", true);
        PROVIDER.writeRequest(request, ModelProfile.unknown("m"));
    }

    private static void stream(byte[] input) {
        var decoder = PROVIDER.streamForm().decoder();
        var reader = reader();
        decoder.feed(input, 0, input.length).forEach(reader::read);
        decoder.end().forEach(reader::read);
        reader.end();
        var passage = PROVIDER.passage("m");
        passage.pass(input, input.length);
        passage.end();
    }
}
