package dev.signalbox.signin;

import dev.signalbox.signin.VendorEmulator.Call;
import dev.signalbox.signin.VendorEmulator.Reply;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The vendors' usage endpoints, strict about method, path, headers and parameters, with answers in the shape of the real ones. */
public final class UsagePages {
    @SuppressWarnings("TimeInStaticInitializer") // all resets are measured from one moment
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    /** When the short windows of all answers reset. */
    public static final Instant SOON = NOW.plus(Duration.ofHours(3));

    /** When the long ones do. */
    public static final Instant LATER = NOW.plus(Duration.ofDays(4));

    private static final Map<String, Page> PAGES = Map.ofEntries(
            Map.entry("api.anthropic.com/api/oauth/usage", new Page("GET", UsagePages::claude)),
            Map.entry("chatgpt.com/backend-api/wham/usage", new Page("GET", UsagePages::codex)),
            Map.entry("api.github.com/copilot_internal/user", new Page("GET", UsagePages::copilot)),
            Map.entry(
                    "daily-cloudcode-pa.googleapis.com/v1internal:fetchAvailableModels",
                    new Page("POST", UsagePages::antigravity)),
            Map.entry("cloudcode-pa.googleapis.com/v1internal:retrieveUserQuota", new Page("POST", UsagePages::gemini)),
            Map.entry("q.us-east-1.amazonaws.com/getUsageLimits", new Page("GET", UsagePages::kiro)),
            Map.entry("api.z.ai/api/monitor/usage/quota/limit", new Page("GET", UsagePages::glm)),
            Map.entry("open.bigmodel.cn/api/monitor/usage/quota/limit", new Page("GET", UsagePages::glm)),
            Map.entry("api.minimax.io/v1/api/openplatform/coding_plan/remains", new Page("GET", UsagePages::miniMax)),
            Map.entry("api.minimaxi.com/v1/api/openplatform/coding_plan/remains", new Page("GET", UsagePages::miniMax)),
            Map.entry("api.kimi.com/coding/v1/usages", new Page("GET", UsagePages::kimi)));

    private final Predicate<String> accepted;
    private final UnaryOperator<String> personOf;
    private final Map<String, Integer> broken = new ConcurrentHashMap<>();
    private final Map<String, Double> used = new ConcurrentHashMap<>();
    private final Map<String, Duration> untilReset = new ConcurrentHashMap<>();
    private final Map<String, Integer> completions = new ConcurrentHashMap<>();

    private interface Answer {
        JsonObjectBuilder of(UsagePages pages, Call call, double used);
    }

    private record Page(String method, Answer answer) {}

    /**
     * Pages for tokens of this kind.
     *
     * @param accepted whether a token of a sign-in is good; keys that begin with {@code key-} always are
     * @param personOf whose token it is, empty for keys
     */
    UsagePages(Predicate<String> accepted, UnaryOperator<String> personOf) {
        this.accepted = accepted;
        this.personOf = personOf;
    }

    /** From now on the usage endpoint of this token answers with a status other than 200. */
    public void broken(String token, int status) {
        broken.put(token, status);
    }

    public void repaired(String token) {
        broken.remove(token);
    }

    /** What share of the short window this token has used; a quarter unless told. */
    public void used(String token, double share) {
        used.put(token, share);
    }

    /** How long after its answer a short window resets, at GLM. */
    public void resetsIn(String token, Duration time) {
        untilReset.put(token, time);
    }

    /** How often a model was called with this token. */
    public int completions(String token) {
        return completions.getOrDefault(token, 0);
    }

    /** The answer, where this is a usage endpoint, or the model of a vendor that has one. */
    Optional<Reply> answer(Call call) {
        if (call.host().equals("glm.example")) {
            completions.merge(call.authorization().replace("Bearer ", ""), 1, Integer::sum);
            return Optional.of(VendorPages.completion());
        }
        var page = PAGES.get(call.host() + call.path());
        if (page == null || call.parameters().containsKey("isEmailRequired")) {
            return Optional.empty(); // Kiro's limits are also asked for at the sign-in
        }
        var token = token(call);
        if (!call.method().equals(page.method()) || token.isEmpty()) {
            return Optional.of(Reply.error(token.isEmpty() ? 401 : 405, "not as the vendor wants it"));
        }
        if (!token.startsWith("key-") && !accepted.test(token)) {
            return Optional.of(Reply.error(401, "unauthorized"));
        }
        if (broken.containsKey(token)) {
            return Optional.of(Reply.error(broken.get(token), "broken"));
        }
        try {
            return Optional.of(Reply.json(200, page.answer().of(this, call, used.getOrDefault(token, 0.25))));
        } catch (IllegalArgumentException wrong) {
            return Optional.of(Reply.error(400, String.valueOf(wrong.getMessage())));
        }
    }

    /** In the form that this vendor wants; empty where it is in another. */
    private static String token(Call call) {
        var scheme = switch (call.host()) {
            case "api.github.com" -> "token ";
            case "api.z.ai", "open.bigmodel.cn" -> "";
            default -> "Bearer ";
        };
        var rest =
                call.authorization().startsWith(scheme) ? call.authorization().substring(scheme.length()) : "";
        return rest.contains(" ") ? "" : rest;
    }

    private static void check(boolean condition, String what) {
        if (!condition) {
            throw new IllegalArgumentException(what);
        }
    }

    private static JsonObjectBuilder object() {
        return Json.createObjectBuilder();
    }

    private static JsonObject read(String json) {
        return VendorEmulator.json(json.replace("SOON_ISO", SOON.toString())
                .replace("LATER_ISO", LATER.toString())
                .replace("SOON_MS", Long.toString(SOON.toEpochMilli()))
                .replace("LATER_MS", Long.toString(LATER.toEpochMilli()))
                .replace("SOON_S", Long.toString(SOON.getEpochSecond()))
                .replace("LATER_S", Long.toString(LATER.getEpochSecond())));
    }

    private static JsonObjectBuilder claude(UsagePages pages, Call call, double used) {
        check("oauth-2025-04-20".equals(call.headers().get("anthropic-beta")), "anthropic-beta");
        check("2023-06-01".equals(call.headers().get("anthropic-version")), "anthropic-version");
        return object().addAll(Json.createObjectBuilder(read("""
            {"seven_day": {"utilization": 36.0, "resets_at": "LATER_ISO"},
             "seven_day_oauth_apps": null,
             "seven_day_opus": {"utilization": 80.0, "resets_at": "LATER_ISO"},
             "iguana_necktie": null,
             "extra_usage": {"is_enabled": false, "monthly_limit": null, "used_credits": null}}
            """)))
                .add(
                        "five_hour",
                        object().add("utilization", used * 100)
                                .add("resets_at", SOON.toString().replace("Z", ".600956+00:00")));
    }

    private static JsonObjectBuilder codex(UsagePages pages, Call call, double used) {
        check("workspace-1".equals(call.headers().get("chatgpt-account-id")), "chatgpt-account-id");
        boolean reached = used >= 1;
        var limit = object().add("allowed", !reached)
                .add("limit_reached", reached)
                .add(
                        "primary_window",
                        object().add("used_percent", (int) (used * 100))
                                .add("limit_window_seconds", 18000)
                                .add("reset_after_seconds", 10800)
                                .add("reset_at", SOON.getEpochSecond()));
        return Json.createObjectBuilder(read("""
            {"plan_type": "plus", "credits": {"has_credits": false, "unlimited": false, "balance": "0"},
             "additional_rate_limits": [{"limit_name": "GPT-5.3-Codex-Spark", "metered_feature": "spark",
               "rate_limit": {"allowed": true, "primary_window": {"used_percent": 3, "limit_window_seconds": 18000,
                 "reset_at": SOON_S}}}]}
            """))
                .add(
                        "rate_limit",
                        limit.add(
                                "secondary_window",
                                read("{\"used_percent\": 24, \"limit_window_seconds\": 604800, \"reset_at\":"
                                        + " LATER_S}")));
    }

    private static JsonObjectBuilder copilot(UsagePages pages, Call call, double used) {
        return Json.createObjectBuilder(read("""
            {"copilot_plan": "individual", "quota_reset_date": "2027-01-01", "quota_reset_date_utc": "LATER_ISO",
             "quota_snapshots": {
               "chat": {"entitlement": 0, "percent_remaining": 100.0, "quota_id": "chat", "remaining": 0,
                 "unlimited": true, "overage_permitted": false},
               "completions": {"entitlement": 0, "quota_id": "completions", "remaining": 0, "unlimited": true},
               "premium_interactions": {"entitlement": 300, "overage_count": 0, "overage_permitted": false,
                 "percent_remaining": 75.0, "quota_id": "premium_interactions", "quota_remaining": 225.0,
                 "remaining": 225, "unlimited": false}}}
            """));
    }

    private static JsonObjectBuilder antigravity(UsagePages pages, Call call, double used) {
        check(call.parameter("project").equals("some-project"), "project");
        return Json.createObjectBuilder(read("""
            {"models": {"claude-sonnet-4-6": {"displayName": "Claude Sonnet 4.6",
                 "quotaInfo": {"remainingFraction": %s, "resetTime": "SOON_ISO"}},
               "gemini-3-flash": {"quotaInfo": {"resetTime": "SOON_ISO"}},
               "chat_20706": {"isInternal": true, "quotaInfo": {"remainingFraction": 1}},
               "tab_flash_lite_preview": {}}}
            """.formatted(1 - used)));
    }

    private static JsonObjectBuilder gemini(UsagePages pages, Call call, double used) {
        check(call.parameter("project").equals("some-project"), "project");
        return Json.createObjectBuilder(read("""
            {"buckets": [
              {"tokenType": "REQUESTS", "modelId": "gemini-2.5-pro", "remainingFraction": %s, "resetTime": "SOON_ISO"},
              {"tokenType": "REQUESTS", "modelId": "gemini-2.5-flash", "remainingAmount": "750",
               "remainingFraction": 0.5, "resetTime": "SOON_ISO"},
              {"tokenType": "REQUESTS", "modelId": "gemini-3-pro-preview", "resetTime": "SOON_ISO"}]}
            """.formatted(1 - used)));
    }

    private static JsonObjectBuilder kiro(UsagePages pages, Call call, double used) {
        check(call.parameter("origin").equals("AI_EDITOR"), "origin");
        check(call.parameter("resourceType").equals("AGENTIC_REQUEST"), "resourceType");
        check(call.parameter("profileArn").equals("arn:aws:codewhisperer:us-east-1:1:profile/P"), "profileArn");
        return Json.createObjectBuilder(read("""
            {"nextDateReset": LATER_S.0, "limits": [], "daysUntilReset": 0,
             "overageConfiguration": {"overageStatus": "DISABLED"},
             "subscriptionInfo": {"subscriptionTitle": "KIRO PRO"},
             "usageBreakdownList": [{"resourceType": "CREDIT", "currentUsage": 250,
               "currentUsageWithPrecision": %s, "usageLimit": 1000, "usageLimitWithPrecision": 1000.0,
               "freeTrialInfo": {"freeTrialStatus": "EXPIRED", "freeTrialExpiry": SOON_S.0,
                 "currentUsageWithPrecision": 12.5, "usageLimitWithPrecision": 500.0}, "bonuses": []}]}
            """.formatted(used * 1000)));
    }

    private static JsonObjectBuilder glm(UsagePages pages, Call call, double used) {
        var wait = pages.untilReset.get(token(call));
        var soon = wait == null ? SOON : Instant.now().plus(wait);
        return Json.createObjectBuilder(read("""
            {"code": 200, "msg": "Operation successful", "success": true, "data": {"level": "pro", "limits": [
              {"type": "TIME_LIMIT", "unit": 5, "number": 1, "usage": 1000, "currentValue": 7, "remaining": 993,
               "percentage": 1, "nextResetTime": LATER_MS, "usageDetails": []},
              {"type": "TOKENS_LIMIT", "unit": 3, "number": 5, "percentage": %s, "nextResetTime": %d},
              {"type": "TOKENS_LIMIT", "unit": 6, "number": 1, "percentage": 40, "nextResetTime": LATER_MS}]}}
            """.formatted((int) (used * 100), soon.toEpochMilli())));
    }

    private static JsonObjectBuilder miniMax(UsagePages pages, Call call, double used) {
        return Json.createObjectBuilder(read("""
            {"base_resp": {"status_code": 0, "status_msg": "success"}, "model_remains": [
              {"model_name": "MiniMax-M*", "start_time": %s, "end_time": SOON_MS, "remains_time": 10800000,
               "current_interval_total_count": 1500, "current_interval_usage_count": %s,
               "current_weekly_total_count": 15000, "current_weekly_usage_count": 9000,
               "weekly_start_time": %s, "weekly_end_time": LATER_MS, "weekly_remains_time": 345600000},
              {"model_name": "video", "current_interval_total_count": 0, "current_interval_usage_count": 0}]}
            """.formatted(
                        SOON.minus(Duration.ofHours(5)).toEpochMilli(),
                        Math.round(1500 * (1 - used)),
                        LATER.minus(Duration.ofDays(7)).toEpochMilli())));
    }

    private static JsonObjectBuilder kimi(UsagePages pages, Call call, double used) {
        return Json.createObjectBuilder(read("""
            {"user": {"userId": "%s", "membership": {"level": "LEVEL_INTERMEDIATE"}},
             "usage": {"limit": "100", "remaining": "74", "resetTime": "LATER_ISO"},
             "limits": [{"window": {"duration": 300, "timeUnit": "TIME_UNIT_MINUTE"},
               "detail": {"limit": "100", "used": "%s", "resetTime": "SOON_ISO"}}]}
            """.formatted(pages.personOf.apply(token(call)), (int) (used * 100))));
    }
}
