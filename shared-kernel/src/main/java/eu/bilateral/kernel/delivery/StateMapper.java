package eu.bilateral.kernel.delivery;

import eu.bilateral.kernel.event.Interest;
import eu.bilateral.kernel.id.AccountId;
import eu.bilateral.kernel.id.EventId;
import eu.bilateral.kernel.id.FollowUpId;
import eu.bilateral.kernel.id.MeetingId;
import eu.bilateral.kernel.id.MissionId;
import eu.bilateral.kernel.id.OrganisationId;
import eu.bilateral.kernel.id.PartnershipId;
import eu.bilateral.kernel.id.PersonId;
import eu.bilateral.kernel.id.ProgrammeItemId;
import eu.bilateral.kernel.id.WorkspaceId;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.GenericConverter;
import org.springframework.data.convert.ReadingConverter;
import org.springframework.data.convert.WritingConverter;
import org.springframework.data.mongodb.core.convert.DefaultMongoTypeMapper;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;
import org.springframework.data.mongodb.core.convert.NoOpDbRefResolver;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;

/**
 * States as BSON and back, by Spring Data's mapping of records: our ids as strings, dates as ISO strings that know no zone,
 * instants as BSON dates, no class names in the store.
 */
final class StateMapper {

    private final MappingMongoConverter converter;

    StateMapper() {
        var conversions = new MongoCustomConversions(List.of(new AsText(), new AsNumber()));
        var context = new MongoMappingContext();
        context.setSimpleTypeHolder(conversions.getSimpleTypeHolder());
        context.afterPropertiesSet();
        converter = new MappingMongoConverter(NoOpDbRefResolver.INSTANCE, context);
        converter.setCustomConversions(conversions);
        converter.setTypeMapper(new DefaultMongoTypeMapper(null));
        converter.afterPropertiesSet();
    }

    Document write(Object state) {
        var document = new Document();
        converter.write(state, document);
        return document;
    }

    <S> S read(Class<S> type, Document stored) {
        return converter.read(type, stored);
    }

    /** Names of things and dates, written as they print and read by their factory for text. */
    @WritingConverter
    @ReadingConverter
    private static final class AsText implements GenericConverter {

        private static final Map<Class<?>, Function<String, Object>> FACTORIES = Map.ofEntries(
                Map.entry(WorkspaceId.class, WorkspaceId::of),
                Map.entry(AccountId.class, AccountId::of),
                Map.entry(OrganisationId.class, OrganisationId::of),
                Map.entry(PersonId.class, PersonId::of),
                Map.entry(MissionId.class, MissionId::of),
                Map.entry(ProgrammeItemId.class, ProgrammeItemId::of),
                Map.entry(MeetingId.class, MeetingId::of),
                Map.entry(PartnershipId.class, PartnershipId::of),
                Map.entry(FollowUpId.class, FollowUpId::of),
                Map.entry(EventId.class, EventId::of),
                Map.entry(LocalDate.class, LocalDate::parse),
                Map.entry(ZoneId.class, ZoneId::of));

        @Override
        public Set<ConvertiblePair> getConvertibleTypes() {
            return FACTORIES.keySet().stream()
                    .flatMap(type ->
                            Stream.of(new ConvertiblePair(type, String.class), new ConvertiblePair(String.class, type)))
                    .collect(Collectors.toUnmodifiableSet());
        }

        @Override
        public @Nullable Object convert(@Nullable Object source, TypeDescriptor from, TypeDescriptor to) {
            if (source == null) {
                return null;
            }
            var factory = FACTORIES.get(to.getType());
            return factory == null ? source.toString() : factory.apply(source.toString());
        }
    }

    /** Interest is its level. */
    @WritingConverter
    @ReadingConverter
    private static final class AsNumber implements GenericConverter {

        @Override
        public Set<ConvertiblePair> getConvertibleTypes() {
            return Set.of(
                    new ConvertiblePair(Interest.class, Integer.class),
                    new ConvertiblePair(Integer.class, Interest.class));
        }

        @Override
        public @Nullable Object convert(@Nullable Object source, TypeDescriptor from, TypeDescriptor to) {
            return switch (source) {
                case Interest interest -> interest.level();
                case Integer level -> Interest.of(level);
                case null, default -> null;
            };
        }
    }
}
