package dev.signalbox.api;

import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/**
 * Documents the client protocols' paths with examples and in full, the form to use; without {@code /v1} they are a courtesy. Adds to the
 * management calls what their types do not tell.
 */
public class OpenApiPaths implements OASFilter {
    private static final String OPTIONAL = "/{v1}";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        var paths = OASFactory.createPaths();
        var examples = OpenApiExamples.load();
        var management = OpenApiManagement.load();
        Optional.ofNullable(document.getPaths())
                .ifPresent(found -> found.getPathItems().forEach((path, item) -> {
                    examples.describe(plain(path), item);
                    management.describe(plain(path), item);
                    OpenApiSecurity.guard(plain(path), item);
                    paths.addPathItem(plain(path), item);
                }));
        document.setPaths(paths);
        document.setComponents(OpenApiSecurity.in(
                Objects.requireNonNullElseGet(document.getComponents(), OASFactory::createComponents)));
    }

    private static String plain(String path) {
        return path.startsWith(OPTIONAL) ? "/v1/" + path.substring(OPTIONAL.length()) : path;
    }
}
