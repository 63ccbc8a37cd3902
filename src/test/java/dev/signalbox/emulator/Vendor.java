package dev.signalbox.emulator;

import dev.signalbox.chat.Protocol;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Vendors that depart from their protocol: how an account there is opened, and which models lead to it. */
@SuppressWarnings("ImmutableEnumChecker") // what it is given is immutable
public enum Vendor {
    CODE_ASSIST("gemini-cli", Protocol.GEMINI, "", "", Set.of(), Map.of("projectId", EnvelopeDialect.PROJECT)),
    ANTIGRAVITY("antigravity", Protocol.GEMINI, "", "", Set.of(), Map.of("projectId", EnvelopeDialect.PROJECT)),
    CODEX(
            "codex",
            Protocol.OPENAI_RESPONSES,
            "",
            "/backend-api/codex",
            Set.of(),
            Map.of("chatgptAccountId", CodexBackend.WORKSPACE)),
    COPILOT_CHAT(
            "github-copilot",
            Protocol.OPENAI_CHAT,
            "",
            "",
            Set.of(),
            Map.of("integrationId", CopilotServer.INTEGRATION)),
    COPILOT_RESPONSES(
            "github-copilot",
            Protocol.OPENAI_RESPONSES,
            "gpt-5.9-codex-",
            "",
            Set.of(),
            Map.of("integrationId", CopilotServer.INTEGRATION)),
    COPILOT_MESSAGES(
            "github-copilot",
            Protocol.ANTHROPIC_MESSAGES,
            "claude-",
            "",
            Set.of(Protocol.OPENAI_CHAT),
            Map.of("integrationId", CopilotServer.INTEGRATION)),
    KIRO("kiro", Protocol.ANTHROPIC_MESSAGES, "", "", Set.of(), Map.of("profileArn", KiroServer.PROFILE)),
    BEDROCK_SIGNED(
            "bedrock",
            Protocol.ANTHROPIC_MESSAGES,
            "anthropic.",
            "",
            Set.of(),
            Map.of("accessKeyId", SignatureRules.KEY_ID, "region", SignatureRules.REGION)),
    BEDROCK_KEY("bedrock", Protocol.ANTHROPIC_MESSAGES, "anthropic.", "", Set.of(), Map.of()),
    BEDROCK_CHAT(
            "bedrock",
            Protocol.OPENAI_CHAT,
            "openai.",
            "",
            Set.of(),
            Map.of("accessKeyId", SignatureRules.KEY_ID, "region", SignatureRules.REGION)),
    BEDROCK_CONVERSE(
            "bedrock",
            Protocol.ANTHROPIC_MESSAGES,
            "amazon.nova-",
            "",
            Set.of(),
            Map.of("accessKeyId", SignatureRules.KEY_ID, "region", SignatureRules.REGION)),
    VERTEX_GEMINI("vertex", Protocol.GEMINI, "gemini-", "", Set.of(), VertexServer.DETAILS),
    VERTEX_EXPRESS("vertex", Protocol.GEMINI, "gemini-", "", Set.of(), Map.of()),
    VERTEX_ANTHROPIC("vertex", Protocol.ANTHROPIC_MESSAGES, "claude-", "", Set.of(), VertexServer.DETAILS),
    VERTEX_CHAT("vertex", Protocol.OPENAI_CHAT, "zai-org/", "", Set.of(), VertexServer.DETAILS),
    AZURE_V1(
            "azure",
            Protocol.OPENAI_CHAT,
            "",
            "",
            Set.of(Protocol.OPENAI_RESPONSES),
            Map.of("resource", "sb-resource")),
    AZURE_DATED(
            "azure",
            Protocol.OPENAI_CHAT,
            "",
            "",
            Set.of(Protocol.OPENAI_RESPONSES),
            Map.of("resource", "sb-resource", "apiVersion", "2024-10-21"));

    /** The key of every account there. */
    public static final String KEY = "vendor-key-0123456789";

    private final String provider;
    private final Protocol protocol;
    private final String family;
    private final String path;
    private final Set<Protocol> elsewhere;
    private final Map<String, String> details;

    Vendor(
            String provider,
            Protocol protocol,
            String family,
            String path,
            Set<Protocol> elsewhere,
            Map<String, String> details) {
        this.provider = provider;
        this.protocol = protocol;
        this.family = family;
        this.path = path;
        this.elsewhere = elsewhere;
        this.details = details;
    }

    Dialect dialect() {
        return switch (this) {
            case CODE_ASSIST, ANTIGRAVITY -> new EnvelopeDialect();
            case CODEX -> new CodexBackend();
            case COPILOT_CHAT, COPILOT_RESPONSES, COPILOT_MESSAGES -> new CopilotServer(protocol, family);
            case KIRO -> new KiroServer();
            case BEDROCK_SIGNED -> new BedrockServer(true);
            case BEDROCK_KEY -> new BedrockServer(false);
            case BEDROCK_CHAT -> new BedrockChat(family);
            case BEDROCK_CONVERSE -> new ConverseServer(family);
            case VERTEX_GEMINI, VERTEX_ANTHROPIC, VERTEX_CHAT -> new VertexServer(protocol, family, false);
            case VERTEX_EXPRESS -> new VertexServer(protocol, family, true);
            case AZURE_V1 -> new AzureServer(false);
            case AZURE_DATED -> new AzureServer(true);
        };
    }

    /** The provider in the catalogue. */
    public String provider() {
        return provider;
    }

    public Protocol protocol() {
        return protocol;
    }

    /** The model that behaves so, as the vendor names it. */
    public String model(Behaviour behaviour, String suffix) {
        return family + behaviour.model(suffix);
    }

    /** Whether requests of these clients come to this vendor in this protocol. */
    public boolean serves(Protocol client) {
        return !elsewhere.contains(client);
    }

    /** The details of an account that reaches the provider running there. */
    public Map<String, String> details(URI root) {
        var all = new HashMap<>(details);
        all.put("endpoint", root + path);
        return all;
    }
}
