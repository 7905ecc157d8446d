package dev.pointsman.micronaut.tenant;

import dev.pointsman.micronaut.chat.ProviderSettings;
import dev.pointsman.micronaut.config.SettingsSection;
import dev.pointsman.model.Model;
import dev.pointsman.router.ModelRouter;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.exceptions.ConfigurationException;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Check of the names of limited providers against the configured ones. */
@Context
@Requires(property = SettingsSection.ROOT)
final class ProviderLimitStart {

    ProviderLimitStart(
            @Nullable ProviderLimitSettings settings, ModelRouter router, List<ProviderSettings> configured) {
        if (settings == null) {
            return;
        }
        NavigableSet<String> known = new TreeSet<>();
        configured.forEach(provider -> known.add(provider.name()));
        router.operations().models().stream().map(Model::provider).forEach(known::add);
        List<String> mistakes = settings.limits().keySet().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .map(name -> "\n  pointsman.provider-limits." + name + ": unknown (expected: one of: "
                        + String.join(", ", known) + ")")
                .toList();
        if (!mistakes.isEmpty()) {
            throw new ConfigurationException("Pointsman's configuration is wrong:" + String.join("", mistakes));
        }
    }
}
