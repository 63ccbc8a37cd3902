package dev.signalbox.api;

import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/** Documents the client protocols' paths with examples and in full, the form to use; without {@code /v1} they are a courtesy. */
public class OpenApiPaths implements OASFilter {
    private static final String OPTIONAL = "/{v1}";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        var paths = OASFactory.createPaths();
        var examples = OpenApiExamples.load();
        Optional.ofNullable(document.getPaths())
                .ifPresent(found -> found.getPathItems().forEach((path, item) -> {
                    examples.describe(plain(path), item);
                    paths.addPathItem(plain(path), item);
                }));
        document.setPaths(paths);
    }

    private static String plain(String path) {
        return path.startsWith(OPTIONAL) ? "/v1/" + path.substring(OPTIONAL.length()) : path;
    }
}
