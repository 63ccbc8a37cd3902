package dev.signalbox.health;

import java.lang.reflect.Proxy;

/**
 * A signal of the operating system, heard before the JVM's shutdown hooks run. The JDK offers that in sun.misc.Signal only
 * (module jdk.unsupported, kept by JEP 260 for want of another way); it is reached by reflection because javac's warning of
 * it cannot be silenced and this build takes no warnings.
 */
final class ProcessSignal {
    private final Object signal;
    private final Object before;

    private ProcessSignal(Object signal, Object before) {
        this.signal = signal;
        this.before = before;
    }

    /** From now on {@code action} is run, on a thread of the JVM, whenever the signal arrives. */
    static ProcessSignal hear(String name, Runnable action) {
        try {
            var signal = Class.forName("sun.misc.Signal")
                    .getConstructor(String.class)
                    .newInstance(name);
            var type = Class.forName("sun.misc.SignalHandler");
            var handler = Proxy.newProxyInstance(
                    ProcessSignal.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            action.run();
                            return null;
                        }
                        return method.invoke(action, arguments);
                    });
            return new ProcessSignal(signal, handle(signal, handler));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JVM hears no signals", e);
        }
    }

    /** Whoever heard it before hears it again. */
    void restore() {
        try {
            handle(signal, before);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot give the signal back", e);
        }
    }

    private static Object handle(Object signal, Object handler) throws ReflectiveOperationException {
        return signal.getClass()
                .getMethod("handle", signal.getClass(), Class.forName("sun.misc.SignalHandler"))
                .invoke(null, signal, handler);
    }
}
