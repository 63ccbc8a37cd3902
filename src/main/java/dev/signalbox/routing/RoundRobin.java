package dev.signalbox.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets the members of a group take turns at being first. */
final class RoundRobin {
    private final ConcurrentHashMap<String, AtomicInteger> turns = new ConcurrentHashMap<>();

    <T> List<T> turn(String group, List<T> members) {
        if (members.size() < 2) {
            return members;
        }
        int first = Math.floorMod(
                turns.computeIfAbsent(group, g -> new AtomicInteger()).getAndIncrement(), members.size());
        var rotated = new ArrayList<>(members.subList(first, members.size()));
        rotated.addAll(members.subList(0, first));
        return rotated;
    }
}
