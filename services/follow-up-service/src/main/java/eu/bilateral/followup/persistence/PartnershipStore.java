package eu.bilateral.followup.persistence;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import eu.bilateral.followup.domain.partnership.Partnership;
import eu.bilateral.kernel.delivery.AggregateStore;
import eu.bilateral.kernel.delivery.Stores;
import eu.bilateral.kernel.event.FollowUpEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The collection of partnerships. The domain's record is itself the stored form: it holds nothing but values, and what
 * commands change through {@link MongoPartnerships} is what the reactions to meetings change by the delivery's batches.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PlaybookSettings.class)
class PartnershipStore {

    @Bean
    AggregateStore<Partnership, FollowUpEvent> partnershipDocuments(Stores stores) {
        return stores.open(
                "partnerships",
                Partnership.class,
                new IndexModel(
                        Indexes.ascending("workspace", "state.stage", "_id"), new IndexOptions().name("by-stage")),
                new IndexModel(
                        Indexes.ascending("workspace", "state.owner", "_id"), new IndexOptions().name("by-owner")),
                new IndexModel(Indexes.ascending("workspace", "_id"), new IndexOptions().name("by-workspace")));
    }
}
