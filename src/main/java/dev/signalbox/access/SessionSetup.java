package dev.signalbox.access;

import jakarta.inject.Inject;
import jakarta.security.auth.message.config.AuthConfigFactory;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** Has the container ask {@link SessionMechanism} who calls. */
@WebListener
public class SessionSetup implements ServletContextListener {
    private final Sessions sessions;
    private final List<String> registrations = new ArrayList<>();

    @Inject
    public SessionSetup(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void contextInitialized(ServletContextEvent start) {
        var context = start.getServletContext();
        register(context);
        if (context.getContextPath().isEmpty()) {
            register(atSlash(context));
        }
    }

    private void register(ServletContext context) {
        registrations.add(
                AuthConfigFactory.getFactory().registerServerAuthModule(new SessionMechanism(sessions), context));
    }

    /**
     * The same, calling its path {@code /}: Open Liberty registers a module of the root application under its context path, which is empty,
     * and looks it up under its context root, which is not (seen in 26.0.0.5).
     */
    private static ServletContext atSlash(ServletContext root) {
        return (ServletContext) Proxy.newProxyInstance(
                SessionSetup.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) -> {
                    try {
                        return method.getName().equals("getContextPath") ? "/" : method.invoke(root, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }

    @Override
    public void contextDestroyed(ServletContextEvent end) {
        registrations.forEach(AuthConfigFactory.getFactory()::removeRegistration);
    }
}
