package dev.signalbox.routing;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Lets the members of a group take turns at being first. Clients make up names: a group that is long unused begins anew. */
final class RoundRobin {
    private static final int MOST = 10_000;

    private final LoadingCache<String, AtomicLong> turns =
            Caffeine.newBuilder().maximumSize(MOST).build(group -> new AtomicLong());

    /** Counts from 0. */
    long next(String group) {
        return turns.get(group).getAndIncrement();
    }

    <T> List<T> turn(String group, List<T> members) {
        if (members.size() < 2) {
            return members;
        }
        int first = Math.floorMod(next(group), members.size());
        var rotated = new ArrayList<>(members.subList(first, members.size()));
        rotated.addAll(members.subList(0, first));
        return rotated;
    }
}
