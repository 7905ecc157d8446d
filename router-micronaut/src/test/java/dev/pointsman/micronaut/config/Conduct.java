package dev.pointsman.micronaut.config;

import dev.pointsman.micronaut.Applications;
import dev.pointsman.policy.Pool;
import dev.pointsman.router.ModelRouter;
import io.micronaut.context.ApplicationContext;

/** Applications of two models and a pool, with what is said of their conduct. */
final class Conduct {
    private Conduct() {}

    static String yaml(String ofRouter, String ofModel, String ofPool) {
        return """
                pointsman:
                  %s
                  providers: { p: { wire: openai, url: "http://localhost:1" } }
                  models:
                    - { id: a, provider: p%s }
                    - { id: b, provider: p }
                  pools:
                    chat:
                      primary: [a]
                      fallback: [b]
                      %s
                """.formatted(ofRouter, ofModel, ofPool);
    }

    static Pool pool(String keys) {
        try (ApplicationContext application = Applications.start(yaml("", "", keys))) {
            return application.getBean(ModelRouter.class).operations().pools().get(0);
        }
    }

    static RouterSettings settings(String yaml) {
        try (ApplicationContext application = Applications.start(yaml)) {
            return application.getBean(RouterSettings.class);
        }
    }
}
