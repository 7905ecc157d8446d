package dev.pointsman.micronaut.config;

import io.micronaut.context.env.MapPropertySource;
import java.util.Map;

/** Environment variables, stronger the higher their order. */
final class Variables extends MapPropertySource {
    private final int order;

    Variables(int order, Map<String, Object> variables) {
        super("variables", variables);
        this.order = order;
    }

    @Override
    public int getOrder() {
        return order;
    }

    @Override
    public PropertyConvention getConvention() {
        return PropertyConvention.ENVIRONMENT_VARIABLE;
    }
}
