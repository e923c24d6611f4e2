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
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.GenericConverter;
import org.springframework.data.convert.ReadingConverter;
import org.springframework.data.convert.WritingConverter;
import org.springframework.data.mongodb.core.convert.DefaultMongoTypeMapper;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions.BigDecimalRepresentation;
import org.springframework.data.mongodb.core.convert.NoOpDbRefResolver;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;

/**
 * States as BSON and back, by Spring Data's mapping of records: our ids as strings, dates as ISO strings that know no zone,
 * instants as BSON dates, no class names in the store.
 */
final class StateMapper {

    private final MappingMongoConverter converter;

    StateMapper() {
        var conversions = MongoCustomConversions.create(ours -> ours.bigDecimal(BigDecimalRepresentation.DECIMAL128)
                .registerConverters(List.of(new ToText(), new FromText(), new ToLevel(), new FromLevel())));
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

    // One converter for each direction: one for both would also turn every text into an id on its way into the store.

    /** What is kept as text, and how it is read again. */
    private static final Map<Class<?>, Function<String, Object>> TEXTS = Map.ofEntries(
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

    /** Names of things and dates are written as they print. */
    @WritingConverter
    private static final class ToText implements GenericConverter {

        @Override
        public Set<ConvertiblePair> getConvertibleTypes() {
            return TEXTS.keySet().stream()
                    .map(type -> new ConvertiblePair(type, String.class))
                    .collect(Collectors.toUnmodifiableSet());
        }

        @Override
        public @Nullable Object convert(@Nullable Object source, TypeDescriptor from, TypeDescriptor to) {
            return source == null ? null : source.toString();
        }
    }

    /** Names of things and dates are read by their factory for text. */
    @ReadingConverter
    private static final class FromText implements GenericConverter {

        @Override
        public Set<ConvertiblePair> getConvertibleTypes() {
            return TEXTS.keySet().stream()
                    .map(type -> new ConvertiblePair(String.class, type))
                    .collect(Collectors.toUnmodifiableSet());
        }

        @Override
        public @Nullable Object convert(@Nullable Object source, TypeDescriptor from, TypeDescriptor to) {
            var factory = Objects.requireNonNull(TEXTS.get(to.getType()));
            return source == null ? null : factory.apply(source.toString());
        }
    }

    /** Interest is its level. */
    @WritingConverter
    private static final class ToLevel implements Converter<Interest, Integer> {

        @Override
        public Integer convert(Interest interest) {
            return interest.level();
        }
    }

    /** Interest is its level. */
    @ReadingConverter
    private static final class FromLevel implements Converter<Integer, Interest> {

        @Override
        public Interest convert(Integer level) {
            return Interest.of(level);
        }
    }
}
