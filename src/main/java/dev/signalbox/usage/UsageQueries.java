package dev.signalbox.usage;

import dev.signalbox.Service;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the ledger for people: the log, one request, and roll-ups. */
@Service
@Transactional
public class UsageQueries {
    private static final int MAX_PAGE = 500;

    private final EntityManager em;

    @Inject
    UsageQueries(EntityManager em) {
        this.em = em;
    }

    /** One request with its attempts. */
    public Optional<LoggedRequest> find(String requestId) {
        var attempts = em.createQuery(
                        "select a from AttemptRow a where a.key.requestId = :id order by a.key.position",
                        AttemptRow.class)
                .setParameter("id", requestId)
                .getResultStream()
                .map(AttemptRow::logged)
                .toList();
        return em.createQuery("select r from RequestRow r where r.requestId = :id", RequestRow.class)
                .setParameter("id", requestId)
                .getResultStream()
                .findFirst()
                .map(row -> row.logged(attempts));
    }

    /**
     * A page of the log, newest first.
     *
     * @param cursor what the page before called {@code next}, null for the first
     * @param limit rows at most, 1 to 500
     * @throws IllegalArgumentException when the cursor is not one of ours
     */
    public UsagePage page(UsageFilter filter, @Nullable String cursor, int limit) {
        var size = Math.clamp(limit, 1, MAX_PAGE);
        var conditions = conditions(filter);
        if (cursor != null) {
            conditions.put("r.id < :before", Map.entry("before", Long.parseLong(cursor)));
        }
        var where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions.keySet());
        TypedQuery<RequestRow> query =
                em.createQuery("select r from RequestRow r" + where + " order by r.id desc", RequestRow.class);
        conditions.values().forEach(value -> query.setParameter(value.getKey(), value.getValue()));
        var rows = query.setMaxResults(size + 1).getResultList().stream()
                .map(row -> row.logged(List.of()))
                .toList();
        if (rows.size() <= size) {
            return new UsagePage(rows, null);
        }
        var page = rows.subList(0, size);
        return new UsagePage(page, Long.toString(page.getLast().id()));
    }

    private static Map<String, Map.Entry<String, Object>> conditions(UsageFilter filter) {
        var conditions = new LinkedHashMap<String, Map.Entry<String, Object>>();
        if (filter.status() != null) {
            conditions.put(
                    "r.status = :status", Map.entry("status", filter.status().id()));
        }
        if (filter.provider() != null) {
            conditions.put("r.provider = :provider", Map.entry("provider", filter.provider()));
        }
        if (filter.model() != null) {
            conditions.put("r.route = :model", Map.entry("model", filter.model()));
        }
        if (filter.accountId() != null) {
            conditions.put("r.accountId = :account", Map.entry("account", filter.accountId()));
        }
        if (filter.keyId() != null) {
            conditions.put("r.keyId = :key", Map.entry("key", filter.keyId()));
        }
        return conditions;
    }

    /** Rolls up the requests that started within a period: at {@code from} or later, and before {@code to}. */
    public UsageHistory history(Instant from, Instant to, UsageGroup group, UsageBucket bucket) {
        // grouped by status and flag instead of counted by CASE, which makes EclipseLink write times as local literals
        var grouped = group.path() + ", r.startedHour, r.status, r.estimated";
        var found = em.createQuery(
                        "select " + grouped
                                + ", max(r.keyName), count(r), sum(r.input), sum(r.output), sum(r.cacheRead),"
                                + " sum(r.cacheWrite5m), sum(r.cacheWrite1h), sum(r.reasoning), sum(r.costNanos),"
                                + " count(r.inputPrice), count(coalesce(r.inputPrice, r.firstEventMillis))"
                                + " from RequestRow r where r.startedAt >= :from and r.startedAt < :to"
                                + " group by " + grouped + " order by r.startedHour",
                        Object[].class)
                .setParameter("from", from)
                .setParameter("to", to)
                .getResultList();
        var rollUp = new RollUp(bucket);
        for (var row : found) {
            var id = row[0] == null ? null : row[0].toString();
            var name = group == UsageGroup.KEY ? (String) row[4] : null;
            rollUp.add(id, name, number(row[1]), totals(row));
        }
        return rollUp.history();
    }

    /**
     * What was used of an account by answered requests that started since a moment.
     *
     * @param model the provider's name of the only model that counts; null for all
     */
    public UsageTotals spent(UUID account, @Nullable String model, Instant from) {
        var query = em.createQuery(
                        "select count(r), sum(r.input), sum(r.output), sum(r.cacheRead), sum(r.cacheWrite5m),"
                                + " sum(r.cacheWrite1h), sum(r.reasoning), sum(r.costNanos) from RequestRow r"
                                + " where r.accountId = :account and r.startedAt >= :from"
                                + " and (r.firstEventMillis is not null or r.status = 'succeeded')"
                                + (model == null ? "" : " and r.model = :model"),
                        Object[].class)
                .setParameter("account", account)
                .setParameter("from", from);
        if (model != null) {
            query.setParameter("model", model);
        }
        var row = query.getSingleResult();
        if (number(row[0]) == 0) {
            return UsageTotals.NONE;
        }
        var usage = new TokenSums(
                number(row[1]), number(row[2]), number(row[3]), number(row[4]), number(row[5]), number(row[6]));
        return new UsageTotals(number(row[0]), 0, 0, 0, usage, number(row[7]));
    }

    private static UsageTotals totals(Object[] row) {
        var requests = number(row[5]);
        var status = UsageStatus.of((String) row[2]);
        var failed = status == UsageStatus.FAILED || status == UsageStatus.INTERRUPTED;
        var usage = new TokenSums(
                number(row[6]), number(row[7]), number(row[8]), number(row[9]), number(row[10]), number(row[11]));
        return new UsageTotals(
                requests,
                failed ? requests : 0,
                (boolean) row[3] ? requests : 0,
                (status == UsageStatus.SUCCEEDED ? requests : number(row[14])) - number(row[13]),
                usage,
                number(row[12]));
    }

    private static long number(Object sum) {
        return ((Number) sum).longValue();
    }
}
