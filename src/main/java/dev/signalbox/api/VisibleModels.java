package dev.signalbox.api;

import dev.signalbox.Service;
import dev.signalbox.access.Caller;
import dev.signalbox.routing.ModelList;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The models that the caller's key may use: for it there are no others. */
@Service
class VisibleModels {
    private final ModelList models;

    @Inject
    VisibleModels(ModelList models) {
        this.models = models;
    }

    List<ModelList.Listed> to(HttpServletRequest request) {
        var caller = caller(request);
        return models.all().stream().filter(m -> caller.mayUse(m.id())).toList();
    }

    private static Caller caller(HttpServletRequest request) {
        return (Caller) Objects.requireNonNull(request.getAttribute(ApiKeyFilter.CALLER));
    }

    Optional<ModelList.Listed> find(String id, HttpServletRequest request) {
        return caller(request).mayUse(id) ? models.named(id) : Optional.empty();
    }
}
