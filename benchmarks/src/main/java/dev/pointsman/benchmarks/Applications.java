package dev.pointsman.benchmarks;

import dev.pointsman.router.ModelRouter;
import io.micronaut.context.ApplicationContext;
import java.util.LinkedHashMap;
import java.util.Map;

/** Applications with one provider and a pool of its models. */
final class Applications {
    private Applications() {}

    /** Starts one, and measures each of its models. */
    static ApplicationContext start(String url, int models) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("pointsman.providers.p.wire", "openai");
        settings.put("pointsman.providers.p.url", url);
        for (int i = 0; i < models; i++) {
            String model = "pointsman.models[" + i + "].";
            settings.put(model + "id", "model-" + i);
            settings.put(model + "provider", "p");
            settings.put(model + "price.input", 1 + i % 7);
            settings.put(model + "price.output", 2 + i % 7);
            settings.put("pointsman.pools.chat.primary[" + i + "]", "model-" + i);
        }
        ApplicationContext context =
                ApplicationContext.builder().properties(settings).start();
        Routers.measure(context.getBean(ModelRouter.class), models);
        return context;
    }
}
