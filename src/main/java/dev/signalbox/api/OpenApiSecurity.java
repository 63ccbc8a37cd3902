package dev.signalbox.api;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** Who may call what, and how a refusal looks, in the words of OpenAPI. */
final class OpenApiSecurity {
    static final String SIGN_IN = "/api/auth/login";

    private static final String PROBLEM = "Problem";
    private static final Map<String, String> FAILURES = Map.of(
            "400", "The body or a field of it is not of the expected form",
            "401", "Nobody is signed in, or the token is not valid any more",
            "403", "It needs another role, or X-CSRF-Token where the cookie vouches for the caller",
            "404", "There is nothing with this id",
            "409", "Something else is in the way, such as a name in use",
            "422", "A value is not possible",
            "429", "Too many attempts; Retry-After says when to try again");

    private OpenApiSecurity() {}

    /** Adds the schemes, and the failures under their status. */
    static Components in(Components components) {
        components
                .addSecurityScheme("session", http().bearerFormat("JWT").description("The token of " + SIGN_IN))
                .addSecurityScheme("cookie", key(SecurityScheme.In.COOKIE, "signalbox_session"))
                .addSecurityScheme(
                        "csrf",
                        key(SecurityScheme.In.HEADER, "X-CSRF-Token")
                                .description("Of GET /api/auth/session; for changes that only the cookie vouches for"))
                .addSecurityScheme("key", http().description("An API key of the gateway"))
                .addSecurityScheme("x-api-key", key(SecurityScheme.In.HEADER, "x-api-key"))
                .addSecurityScheme("x-goog-api-key", key(SecurityScheme.In.HEADER, "x-goog-api-key"))
                .addSecurityScheme("query", key(SecurityScheme.In.QUERY, "key"));
        components.addSchema(PROBLEM, problem());
        FAILURES.forEach((status, meaning) -> components.addResponse(
                status,
                OASFactory.createAPIResponse()
                        .description(meaning)
                        .content(OASFactory.createContent()
                                .addMediaType(
                                        "application/problem+json",
                                        OASFactory.createMediaType()
                                                .schema(OASFactory.createSchema()
                                                        .ref(PROBLEM))
                                                .example(example(status, meaning))))));
        return components;
    }

    private static SecurityScheme http() {
        return OASFactory.createSecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer");
    }

    private static SecurityScheme key(SecurityScheme.In place, String name) {
        return OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.APIKEY)
                .in(place)
                .name(name);
    }

    private static Schema problem() {
        var schema = OASFactory.createSchema().addType(Schema.SchemaType.OBJECT);
        for (var field : List.of("type", "title", "detail", "field")) {
            schema.addProperty(field, OASFactory.createSchema().addType(Schema.SchemaType.STRING));
        }
        return schema.addProperty("status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER))
                .description("Problem details as in RFC 9457; field where one field of the body is at fault");
    }

    private static Map<String, Object> example(String status, String meaning) {
        return Map.of("type", "about:blank", "status", Integer.valueOf(status), "detail", meaning);
    }

    /** Says who may call, and names the operations so that programs can be made of the document. */
    static void guard(String path, PathItem item) {
        item.getOperations().forEach((method, operation) -> {
            operation.setOperationId(name(method.name(), path));
            guard(path, method, operation);
        });
    }

    private static void guard(String path, PathItem.HttpMethod method, Operation operation) {
        if (path.equals(SIGN_IN) || path.startsWith("/health")) {
            operation.setSecurity(List.of());
        } else if (path.startsWith("/v1")) {
            operation.setSecurity(List.of(by("key"), by("x-api-key"), by("x-goog-api-key"), by("query")));
        } else {
            var cookie = by("cookie");
            operation.setSecurity(
                    List.of(by("session"), method == PathItem.HttpMethod.GET ? cookie : cookie.addScheme("csrf")));
        }
    }

    private static SecurityRequirement by(String scheme) {
        return OASFactory.createSecurityRequirement().addScheme(scheme);
    }

    /** Of the method and the words of the path: {@code getApiKeysId}. */
    private static String name(String method, String path) {
        var name = new StringBuilder(method.toLowerCase(Locale.ROOT));
        for (var word : path.split("[^A-Za-z0-9]+", -1)) {
            if (!word.isEmpty()) {
                name.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
            }
        }
        return name.toString();
    }
}
