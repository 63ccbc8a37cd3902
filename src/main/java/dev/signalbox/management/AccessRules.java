package dev.signalbox.management;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;

/**
 * Closes what nobody opened: a resource method outside the client protocols that says neither who may call it nor that everybody
 * may is forbidden to all.
 */
@Provider
public class AccessRules implements DynamicFeature {
    private static final String CLIENT_PROTOCOLS = "dev.signalbox.api";

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        if (!resource.getResourceClass().getPackageName().equals(CLIENT_PROTOCOLS) && !isOpened(resource)) {
            ContainerRequestFilter closed = request -> {
                throw ProblemException.forbidden("Nobody may call this");
            };
            context.register(closed, Priorities.AUTHORIZATION);
        }
    }

    private static boolean isOpened(ResourceInfo resource) {
        return isOpened(resource.getResourceMethod()) || isOpened(resource.getResourceClass());
    }

    static boolean isOpened(Method method) {
        return isOpened((AnnotatedElement) method);
    }

    private static boolean isOpened(AnnotatedElement element) {
        return element.isAnnotationPresent(RolesAllowed.class) || element.isAnnotationPresent(PermitAll.class);
    }
}
