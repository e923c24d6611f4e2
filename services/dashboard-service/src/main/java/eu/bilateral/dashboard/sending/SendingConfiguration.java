package eu.bilateral.dashboard.sending;

import eu.bilateral.dashboard.webhook.HostLookup;
import java.net.InetAddress;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the machine knows of names. */
@Configuration(proxyBeanMethods = false)
class SendingConfiguration {

    @Bean
    HostLookup hostLookup() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}
