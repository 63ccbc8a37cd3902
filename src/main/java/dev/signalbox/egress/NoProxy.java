package dev.signalbox.egress;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The hosts that are reached without the proxy for everything, as {@code NO_PROXY} lists them: names with the domains below
 * them, addresses, {@code host:port} without regard to the port, or {@code *}. This machine is always among them.
 */
record NoProxy(List<String> rules) {
    NoProxy {
        rules = List.copyOf(rules);
    }

    static NoProxy of(String list) {
        return new NoProxy(Stream.of(list.split("[,\\s]+"))
                .map(rule -> rule.strip().toLowerCase(Locale.ROOT))
                .filter(rule -> !rule.isEmpty())
                .map(NoProxy::withoutPort)
                .toList());
    }

    private static String withoutPort(String rule) {
        int colon = rule.indexOf(':');
        boolean onePort = colon > 0 && colon == rule.lastIndexOf(':');
        return onePort ? rule.substring(0, colon) : rule;
    }

    boolean covers(String target) {
        var host = target.toLowerCase(Locale.ROOT);
        if (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]") || host.equals("::1")) {
            return true;
        }
        return rules.stream().anyMatch(rule -> {
            var domain = rule.startsWith("*.") ? rule.substring(1) : rule;
            return rule.equals("*")
                    || host.equals(domain)
                    || host.equals("[" + domain + "]")
                    || host.endsWith(domain.startsWith(".") ? domain : "." + domain);
        });
    }
}
