package dev.signalbox.fuzz;

import dev.signalbox.chat.ChatEvent;
import dev.signalbox.chat.ChatException;
import dev.signalbox.chat.ChatRequest;
import dev.signalbox.chat.ModelProfile;
import dev.signalbox.chat.Protocol;
import dev.signalbox.wire.AnswerContext;
import dev.signalbox.wire.AnswerReader;
import dev.signalbox.wire.AnswerWriter;
import dev.signalbox.wire.ClientProtocol;
import dev.signalbox.wire.EncodedRequest;
import dev.signalbox.wire.ProviderProtocol;
import dev.signalbox.wire.RequestHead;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
    private static final Map<Protocol, ClientProtocol> CLIENTS = codecs(ClientProtocol.class);
    private static final Map<Protocol, ProviderProtocol> PROVIDERS = codecs(ProviderProtocol.class);
    private static final ClientProtocol CLIENT = Objects.requireNonNull(CLIENTS.get(PROTOCOL));
    private static final ProviderProtocol PROVIDER = Objects.requireNonNull(PROVIDERS.get(PROTOCOL));
    private static final ChatRequest ASKED =
            ChatRequest.of(PROTOCOL, "m", List.of()).withStream(true);

    private Reader() {}

    private static <T> Map<Protocol, T> codecs(Class<T> role) {
        var all = new EnumMap<Protocol, T>(Protocol.class);
        CODECS.forEach((protocol, name) -> all.put(protocol, codec(name, role)));
        return all;
    }

    private static <T> T codec(String name, Class<T> role) {
        try {
            var type = Class.forName("dev.signalbox.wire." + name + role.getSimpleName());
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
                case "document" -> document(input);
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
        for (var provider : PROVIDERS.values()) {
            try {
                provider.writeRequest(request, ModelProfile.unknown("m"));
            } catch (ChatException declared) {
                // what this provider does not take another may
            }
        }
    }

    private static void document(byte[] input) {
        var answer = reader().whole(input);
        CLIENTS.values().forEach(client -> writer(client).whole(answer));
    }

    private static AnswerWriter writer(ClientProtocol client) {
        return client.answerWriter(new AnswerContext(ASKED, "req_1", Instant.EPOCH, PROVIDER.streamForm()));
    }

    private static void stream(byte[] input) {
        var decoder = PROVIDER.streamForm().decoder();
        var reader = reader();
        var events = new ArrayList<ChatEvent>();
        decoder.feed(input, 0, input.length).forEach(f -> events.addAll(reader.read(f)));
        decoder.end().forEach(f -> events.addAll(reader.read(f)));
        events.addAll(reader.end());
        if (events.getFirst() instanceof ChatEvent.Started) {
            for (var client : CLIENTS.values()) {
                var writer = writer(client);
                events.forEach(writer::write);
            }
        }
        var passage = PROVIDER.passage("m");
        passage.pass(input, input.length);
        passage.end();
    }
}
