package eu.bilateral.kernel.setting;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Every service looks at its settings before it makes anything of them. */
@AutoConfiguration
class SettingAutoConfiguration {

    @Bean
    static BeanFactoryPostProcessor settingsCheck(Environment settings) {
        return beans -> {
            var wrong = new SettingsCheck(settings).findings();
            if (!wrong.isEmpty()) {
                throw new StartRefused(String.join("; ", wrong));
            }
        };
    }
}
