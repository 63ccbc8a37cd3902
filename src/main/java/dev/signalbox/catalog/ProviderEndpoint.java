package dev.signalbox.catalog;

import dev.signalbox.chat.Protocol;
import dev.signalbox.chat.Quirk;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One address at which a provider speaks one protocol.
 *
 * @param protocol what is spoken there
 * @param baseUrl everything before the operation: {@code {baseUrl}/chat/completions}, {@code {baseUrl}/messages} and so on
 * @param auth how the key travels
 * @param headers what the protocol itself demands, by lower-case name; a client's own value goes first where it is relayed
 * @param relayedHeaders the client's headers, in lower case, that reach the provider as they are
 * @param quirks where this address differs from its protocol, whatever the model
 * @param dialect how it departs from the protocol beyond what data can say, by name; empty when it does not
 * @param template the address with what each account fills in as {@code {detail}}, empty when it is the same for all
 */
public record ProviderEndpoint(
        Protocol protocol,
        URI baseUrl,
        AuthScheme auth,
        Map<String, String> headers,
        Set<String> relayedHeaders,
        Set<Quirk> quirks,
        String dialect,
        String template) {
    private static final List<String> OPERATIONS =
            List.of("/chat/completions", "/responses", "/messages", "/models", "/api/chat", "/embeddings");

    public ProviderEndpoint {
        check(baseUrl);
        headers = Map.copyOf(headers);
        relayedHeaders = Set.copyOf(relayedHeaders);
        quirks = Set.copyOf(quirks);
    }

    /** An address that is the same for all accounts and keeps to its protocol. */
    public ProviderEndpoint(
            Protocol protocol,
            URI baseUrl,
            AuthScheme auth,
            Map<String, String> headers,
            Set<String> relayedHeaders,
            Set<Quirk> quirks) {
        this(protocol, baseUrl, auth, headers, relayedHeaders, quirks, "", "");
    }

    /**
     * The address for an account with these details: its own {@code endpoint}, else the template with them filled in, else the
     * one for all.
     */
    public URI addressFor(Map<String, String> details) {
        var own = details.get(AccountDetail.ENDPOINT);
        if (own != null && !dialect.isEmpty()) {
            return URI.create(own);
        }
        if (template.isEmpty()) {
            return baseUrl;
        }
        return Addresses.fill(template, details).map(URI::create).orElse(baseUrl);
    }

    /**
     * An address that speaks a protocol as its own vendor does: for servers that the catalogue does not know.
     *
     * @throws IllegalArgumentException when the address is not one, or ends with the operation
     */
    public static ProviderEndpoint standard(Protocol protocol, URI baseUrl) {
        return switch (protocol) {
            case OPENAI_CHAT, OPENAI_RESPONSES, OLLAMA -> standard(protocol, baseUrl, AuthScheme.BEARER);
            case GEMINI -> standard(protocol, baseUrl, AuthScheme.of("x-goog-api-key"));
            case ANTHROPIC_MESSAGES ->
                new ProviderEndpoint(
                        protocol,
                        baseUrl,
                        AuthScheme.of("x-api-key"),
                        Map.of("anthropic-version", "2023-06-01"),
                        Set.of("anthropic-version", "anthropic-beta"),
                        Set.of());
        };
    }

    private static ProviderEndpoint standard(Protocol protocol, URI baseUrl, AuthScheme auth) {
        return new ProviderEndpoint(protocol, baseUrl, auth, Map.of(), Set.of(), Set.of());
    }

    private static void check(URI url) {
        var scheme = url.getScheme();
        if (url.getHost() == null || !("https".equals(scheme) || "http".equals(scheme))) {
            throw new IllegalArgumentException("not an absolute http or https address: " + url);
        }
        if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("an address without user, query and fragment is wanted: " + url);
        }
        var path = url.getRawPath();
        if (path.endsWith("/") || OPERATIONS.stream().anyMatch(path::endsWith)) {
            throw new IllegalArgumentException("the address ends before the slash and the operation: " + url);
        }
    }
}
