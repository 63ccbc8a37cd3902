package dev.signalbox.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * How much of the expiring quota the best plan could use that knows the whole trace beforehand: a maximum flow. What is asked
 * between two resets for one model flows to the accounts that serve it, through each of their windows at that time, none
 * of which lets more through than its limit. Requests may be split and a window that straddles the reset of a longer one may
 * pass on to either, so this is the optimum or more: no plan can do better.
 */
final class BestPlan {
    private record Edge(int to, int back, long[] capacity) {}

    private final List<List<Edge>> graph = new ArrayList<>();
    private final Map<String, Integer> nodes = new HashMap<>();

    private BestPlan() {}

    /** The tokens that the best plan takes from allowances. */
    static long tokens(Instant start, List<Vendor> vendors, List<Asked> trace) {
        return new BestPlan().flow(start, vendors, trace);
    }

    private long flow(Instant start, List<Vendor> vendors, List<Asked> trace) {
        int source = node("source");
        int sink = node("sink");
        demands(start, vendors, trace).forEach((demand, tokens) -> {
            int asked = node("asked " + demand);
            edge(source, asked, tokens);
            for (var vendor : vendors) {
                if (vendor.expires() && vendor.models().contains(demand.model())) {
                    edge(asked, windows(start, vendor, demand.at(), sink), tokens);
                }
            }
        });
        return maximum(source, sink);
    }

    private record Demand(Instant at, String model) {}

    /** What is asked in each stretch without a reset, by its first moment. */
    private static Map<Demand, Long> demands(Instant start, List<Vendor> vendors, List<Asked> trace) {
        var resets = new TreeSet<Instant>(List.of(start));
        var end = trace.getLast().at();
        for (var vendor : vendors) {
            for (var allowance : vendor.allowances()) {
                for (long turn = 0; allowance.end(start, turn).isBefore(end); turn++) {
                    resets.add(allowance.end(start, turn));
                }
            }
        }
        var demands = new HashMap<Demand, Long>();
        trace.forEach(
                asked -> demands.merge(new Demand(resets.floor(asked.at()), asked.model()), asked.tokens(), Long::sum));
        return demands;
    }

    /** The innermost window of a vendor at a moment, which leads through the longer ones to the sink. */
    private int windows(Instant start, Vendor vendor, Instant at, int sink) {
        int next = sink;
        var longestFirst = vendor.allowances().stream()
                .sorted((a, b) -> b.length().compareTo(a.length()))
                .toList();
        for (var allowance : longestFirst) {
            var name = vendor.name() + " " + allowance.name() + " " + allowance.turn(start, at);
            int in = node("in " + name);
            int out = node("out " + name);
            if (graph.get(in).stream().noneMatch(edge -> edge.to() == out)) {
                edge(in, out, allowance.limit());
            }
            int beyond = next;
            if (graph.get(out).stream().noneMatch(edge -> edge.to() == beyond && edge.capacity()[0] > 0)) {
                edge(out, beyond, Long.MAX_VALUE / 4);
            }
            next = in;
        }
        return next;
    }

    private int node(String name) {
        return nodes.computeIfAbsent(name, key -> {
            graph.add(new ArrayList<>());
            return graph.size() - 1;
        });
    }

    private void edge(int from, int to, long capacity) {
        graph.get(from).add(new Edge(to, graph.get(to).size(), new long[] {capacity}));
        graph.get(to).add(new Edge(from, graph.get(from).size() - 1, new long[] {0}));
    }

    /** Dinic's algorithm: shortest augmenting paths, layer by layer. */
    private long maximum(int source, int sink) {
        long total = 0;
        for (var level = levels(source); level[sink] >= 0; level = levels(source)) {
            var next = new int[graph.size()];
            for (long pushed = push(source, sink, Long.MAX_VALUE, level, next);
                    pushed > 0;
                    pushed = push(source, sink, Long.MAX_VALUE, level, next)) {
                total += pushed;
            }
        }
        return total;
    }

    private int[] levels(int source) {
        var level = new int[graph.size()];
        Arrays.fill(level, -1);
        level[source] = 0;
        var queue = new ArrayList<>(List.of(source));
        for (int i = 0; i < queue.size(); i++) {
            for (var edge : graph.get(queue.get(i))) {
                if (edge.capacity()[0] > 0 && level[edge.to()] < 0) {
                    level[edge.to()] = level[queue.get(i)] + 1;
                    queue.add(edge.to());
                }
            }
        }
        return level;
    }

    private long push(int at, int sink, long most, int[] level, int[] next) {
        if (at == sink) {
            return most;
        }
        for (; next[at] < graph.get(at).size(); next[at]++) {
            var edge = graph.get(at).get(next[at]);
            if (edge.capacity()[0] > 0 && level[edge.to()] == level[at] + 1) {
                long pushed = push(edge.to(), sink, Math.min(most, edge.capacity()[0]), level, next);
                if (pushed > 0) {
                    edge.capacity()[0] -= pushed;
                    graph.get(edge.to()).get(edge.back()).capacity()[0] += pushed;
                    return pushed;
                }
            }
        }
        return 0;
    }
}
