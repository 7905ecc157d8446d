package dev.pointsman.micronaut.tenant;

import dev.pointsman.micronaut.config.ConfigErrors;
import dev.pointsman.model.AllowDenyList;
import dev.pointsman.model.Goal;
import dev.pointsman.model.Pricing;
import dev.pointsman.tenant.Tenant;
import dev.pointsman.tenant.TenantBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Mapper of the section of the tenants. */
final class TenantMapper {
    private static final int LONGEST_NAME = 128;

    private final List<Tenant> tenants = new ArrayList<>();
    private final List<ClientKey> keys = new ArrayList<>();
    private final Set<String> hashes = new HashSet<>();

    private TenantMapper() {}

    /** Returns the settings; null if no tenant is configured. */
    static @Nullable TenantSettings of(Map<String, TenantConfig> configs, ConfigErrors at) {
        TenantMapper mapper = new TenantMapper();
        configs.forEach((name, config) -> mapper.add(name, config, at.in(name)));
        return configs.isEmpty() ? null : new TenantSettings(List.copyOf(mapper.tenants), List.copyOf(mapper.keys));
    }

    private void add(String name, TenantConfig config, ConfigErrors at) {
        // The same names as in the header of the gateway.
        boolean plain = name.length() <= LONGEST_NAME && name.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '/');
        if (!at.require(plain, name, "a name of 1 to " + LONGEST_NAME + " visible ASCII characters without a slash")) {
            return;
        }
        TenantBuilder tenant = Tenant.builder(name)
                .pools(config.pools())
                .models(
                        config.models() == null
                                ? AllowDenyList.ANY
                                : list(config.models().allow(), config.models().deny()))
                .providers(
                        config.providers() == null
                                ? AllowDenyList.ANY
                                : list(
                                        config.providers().allow(),
                                        config.providers().deny()))
                .regions(
                        config.regions() == null
                                ? AllowDenyList.ANY
                                : list(
                                        config.regions().allow(),
                                        config.regions().deny()))
                .goal(config.goal() == null ? null : Goal.of(config.goal()))
                .priceCeiling(ceiling(config.priceCeiling(), at.in("price-ceiling")))
                .limits(LimitMapper.of(config.limits(), at.in("limits")));
        for (int i = 0; i < config.budgets().size(); i++) {
            tenant.budgets(
                    BudgetMapper.of(config.budgets().get(i), at.in("budgets").in(i)));
        }
        KeyMapper mapper = new KeyMapper(name, hashes, at.in("keys"));
        for (int i = 0; i < config.keys().size(); i++) {
            ClientKey key = mapper.of(config.keys().get(i), i);
            if (key != null) {
                keys.add(key);
                tenant.keyLimits(
                        key.id(),
                        LimitMapper.of(
                                config.keys().get(i).limits(),
                                at.in("keys").in(i).in("limits")));
            }
        }
        tenants.add(tenant.build());
    }

    private static AllowDenyList list(List<String> allowed, List<String> denied) {
        return new AllowDenyList(Set.copyOf(allowed), Set.copyOf(denied));
    }

    private static @Nullable Pricing ceiling(TenantConfig.@Nullable PriceCeiling given, ConfigErrors at) {
        if (given == null) {
            return null;
        }
        Double input = price(given.input(), at.in("input"));
        Double output = price(given.output(), at.in("output"));
        return input == null || output == null ? null : Pricing.of(input, output);
    }

    private static @Nullable Double price(@Nullable Double given, ConfigErrors at) {
        if (given == null) {
            at.missing("a price in USD per million tokens");
            return null;
        }
        boolean right = given >= 0 && given < Double.POSITIVE_INFINITY;
        return at.require(right, given, ">= 0 USD per million tokens") ? given : null;
    }
}
