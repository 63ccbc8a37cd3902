package dev.signalbox.wire;

import dev.signalbox.chat.Protocol;
import java.util.EnumMap;
import java.util.Map;

/** The codecs of every protocol. The container finds them by their interfaces; here they are known by their folders. */
final class AllCodecs {
    private static final Map<Protocol, String> NAMES = Map.of(
            Protocol.OPENAI_CHAT, "openai.OpenAi",
            Protocol.OPENAI_RESPONSES, "responses.Responses",
            Protocol.ANTHROPIC_MESSAGES, "anthropic.Anthropic",
            Protocol.GEMINI, "gemini.Gemini",
            Protocol.OLLAMA, "ollama.Ollama");
    private static final Map<Protocol, ClientProtocol> CLIENTS = all(ClientProtocol.class);
    private static final Map<Protocol, ProviderProtocol> PROVIDERS = all(ProviderProtocol.class);

    private AllCodecs() {}

    static ClientProtocol client(Protocol protocol) {
        return CLIENTS.get(protocol);
    }

    static ProviderProtocol provider(Protocol protocol) {
        return PROVIDERS.get(protocol);
    }

    private static <T> Map<Protocol, T> all(Class<T> role) {
        var all = new EnumMap<Protocol, T>(Protocol.class);
        for (var protocol : Protocol.values()) {
            all.put(protocol, codec(protocol, role));
        }
        return all;
    }

    private static <T> T codec(Protocol protocol, Class<T> role) {
        try {
            var type = Class.forName("dev.signalbox.wire." + NAMES.get(protocol) + role.getSimpleName());
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return role.cast(constructor.newInstance());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
