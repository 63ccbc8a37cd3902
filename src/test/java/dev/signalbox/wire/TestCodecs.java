package dev.signalbox.wire;

import dev.signalbox.chat.Protocol;
import java.util.Map;

/** The codecs without a container: there they are found by their interfaces, here by their folders. */
public final class TestCodecs {
    private static final Map<Protocol, String> CODECS = Map.of(
            Protocol.OPENAI_CHAT, "openai.OpenAi",
            Protocol.OPENAI_RESPONSES, "responses.Responses",
            Protocol.ANTHROPIC_MESSAGES, "anthropic.Anthropic",
            Protocol.GEMINI, "gemini.Gemini",
            Protocol.OLLAMA, "ollama.Ollama");

    private TestCodecs() {}

    public static ClientProtocol client(Protocol protocol) {
        return codec(protocol, ClientProtocol.class);
    }

    public static ProviderProtocol provider(Protocol protocol) {
        return codec(protocol, ProviderProtocol.class);
    }

    /** The codec of Bedrock's Converse, which no client speaks. */
    public static ProviderProtocol converse() {
        return codec("converse.Converse", ProviderProtocol.class);
    }

    /** The codec of Kiro, which no client speaks. */
    public static ProviderProtocol kiro() {
        return codec("kiro.Kiro", ProviderProtocol.class);
    }

    private static <T> T codec(Protocol protocol, Class<T> role) {
        return codec(CODECS.get(protocol), role);
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
}
