package dev.signalbox.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.ext.Provider;
import java.util.regex.Pattern;

/**
 * Google's libraries speak {@code v1beta} unless they are told to speak {@code v1alpha} or {@code v1}; there is one version of
 * the protocol here. Below {@code v1} what is done with a model is Gemini's, and so are the lists that Google's libraries ask for, who
 * say what they are; the rest is OpenAI's.
 */
@Provider
@PreMatching
public class GeminiVersions implements ContainerRequestFilter {
    private static final String ALPHA = "v1alpha/";
    private static final Pattern STABLE = Pattern.compile(
            "v1/(models/.+(:|%3[Aa])(generateContent|streamGenerateContent|countTokens|embedContent|batchEmbedContents))");

    private static final String LIBRARY = "x-goog-api-client";

    @Override
    public void filter(ContainerRequestContext request) {
        var path = request.getUriInfo().getPath(false);
        var bare = path.startsWith("/") ? path.substring(1) : path;
        var stable = STABLE.matcher(bare);
        if (bare.startsWith(ALPHA)) {
            move(request, bare.substring(ALPHA.length()));
        } else if (stable.matches()) {
            move(request, stable.group(1));
        } else if (isList(bare) && request.getHeaderString(LIBRARY) != null) {
            move(request, bare.substring("v1/".length()));
        }
    }

    private static boolean isList(String path) {
        return path.equals("v1/models") || path.startsWith("v1/models/");
    }

    private static void move(ContainerRequestContext request, String rest) {
        request.setRequestUri(UriBuilder.fromUri(request.getUriInfo().getBaseUri())
                .path("{path}")
                .replaceQuery(request.getUriInfo().getRequestUri().getRawQuery())
                .buildFromEncoded("v1beta/" + rest));
    }
}
