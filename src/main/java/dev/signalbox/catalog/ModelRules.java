package dev.signalbox.catalog;

import dev.signalbox.chat.Effort;
import dev.signalbox.chat.ReasoningCapability;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What models can do by the look of their names, for those that no provider file describes and as the ground for those
 * that one does.
 *
 * @param capabilities the named answers to what a model accepts about thinking
 * @param defaults what is assumed of a model nothing is known about
 * @param rules the patterns in order, the first match counts
 */
record ModelRules(Map<String, ReasoningCapability> capabilities, ModelFacts defaults, List<Rule> rules) {

    /** One pattern with its facts. */
    record Rule(ModelPattern pattern, ModelFacts facts) {
        static Rule read(Fields fields, Map<String, ReasoningCapability> capabilities) {
            var rule = new Rule(fields.parsed("match", ModelPattern::of), ModelFacts.read(fields, capabilities));
            fields.done();
            return rule;
        }
    }

    static ModelRules read(Fields file) {
        file.text("about");
        var capabilities = new LinkedHashMap<String, ReasoningCapability>();
        var reasoning = file.object("reasoning");
        for (var name : reasoning.keys()) {
            capabilities.put(name, readCapability(reasoning.object(name)));
        }
        var defaults = file.object("default");
        var facts = ModelFacts.read(defaults, capabilities);
        defaults.done();
        var rules = readRules(file, capabilities);
        file.done();
        return new ModelRules(Map.copyOf(capabilities), facts, rules);
    }

    static List<Rule> readRules(Fields parent, Map<String, ReasoningCapability> capabilities) {
        var rules = new ArrayList<Rule>();
        for (var fields : parent.objects("rules")) {
            rules.add(Rule.read(fields, capabilities));
        }
        return List.copyOf(rules);
    }

    static Optional<ModelFacts> firstMatch(List<Rule> rules, String model) {
        var key = ModelPattern.key(model);
        for (var rule : rules) {
            if (rule.pattern().matchesKey(key)) {
                return Optional.of(rule.facts());
            }
        }
        return Optional.empty();
    }

    /**
     * Describes a model.
     *
     * @param own what its provider's file says of this very model
     * @param ofProvider what that file says of models by pattern
     */
    Model describe(String id, String name, Optional<ModelFacts> own, List<Rule> ofProvider) {
        var general = firstMatch(rules, id);
        var provider = firstMatch(ofProvider, id).orElse(ModelFacts.NOTHING);
        var facts = own.orElse(ModelFacts.NOTHING)
                .over(provider)
                .over(general.orElse(ModelFacts.NOTHING))
                .over(defaults);
        return facts.model(id, name, general.isPresent());
    }

    private static ReasoningCapability readCapability(Fields fields) {
        Set<Effort> levels = fields.names("levels", Effort::of);
        var capability = new ReasoningCapability(
                List.copyOf(levels),
                fields.optionalInt("minBudget"),
                fields.optionalInt("maxBudget"),
                fields.flag("zeroAllowed"),
                fields.flag("dynamicAllowed"),
                fields.flag("adaptive"));
        fields.done();
        return capability;
    }
}
