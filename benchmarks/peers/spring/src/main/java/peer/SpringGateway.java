package peer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Spring Cloud Gateway with one route; port and target are system properties. */
@SpringBootApplication
public class SpringGateway {
    public static void main(String[] arguments) {
        SpringApplication.run(SpringGateway.class, arguments);
    }
}
