package dev.pointsman.gateway;

import dev.pointsman.gateway.access.AccessSettings;
import dev.pointsman.gateway.access.KeySettings;
import dev.pointsman.gateway.access.OperatorSettings;
import dev.pointsman.gateway.deferred.DeferSettings;
import dev.pointsman.gateway.request.RequestLimits;
import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.naming.NameUtils;
import io.micronaut.core.type.Argument;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keys of the gateway's own settings, with the types of their values. */
final class GatewayKeys {
    static final String ROOT = "gateway";
    static final String DEMO = ROOT + ".demo";
    static final String WARM_UP = ROOT + ".warm-up";

    /** The type of a size in bytes, such as 10MB. */
    static final Argument<?> SIZE = typeOf(RequestLimits.class, "bodyRate");

    private GatewayKeys() {}

    static Map<String, Argument<?>> all() {
        Map<String, Argument<?>> keys = new LinkedHashMap<>();
        keys.put(DEMO, Argument.BOOLEAN);
        keys.put(WARM_UP, Argument.of(Duration.class));
        keys.put(CostFields.KEY, Argument.of(CostFields.UsageCost.class));
        add(keys, ROOT, AccessSettings.class);
        add(keys, ROOT + ".operators", OperatorSettings.class);
        add(keys, ROOT + ".keys", KeySettings.class);
        add(keys, ROOT + ".limits", RequestLimits.class);
        add(keys, ROOT + ".responses", ResponsesSettings.class);
        add(keys, ROOT + ".defer", DeferSettings.class);
        return keys;
    }

    private static void add(Map<String, Argument<?>> keys, String path, Class<?> settings) {
        for (Argument<?> one : BeanIntrospection.getIntrospection(settings).getConstructorArguments()) {
            keys.put(path + "." + NameUtils.hyphenate(one.getName()), one);
        }
    }

    private static Argument<?> typeOf(Class<?> settings, String component) {
        for (Argument<?> one : BeanIntrospection.getIntrospection(settings).getConstructorArguments()) {
            if (one.getName().equals(component)) {
                return one;
            }
        }
        throw new IllegalArgumentException(component);
    }
}
