using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ImageAnalytics.Sdk;

/// <summary>Reads a step's options into a plugin's record, strictly: unknown names, wrong types and values out of range are problems.</summary>
public static class PluginOptions
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <summary>The options as a record.</summary>
    /// <exception cref="PluginException">Names every problem.</exception>
    public static T Read<T>(JsonObject options) where T : class, new()
    {
        List<OptionProblem> problems = [];
        object? record = Read(typeof(T), options, problems);
        return record is T typed && problems.Count == 0 ? typed : throw new PluginException([.. problems.Select(p => p.Message)]);
    }

    /// <summary>The options as a record of a type known only at run time.</summary>
    /// <param name="type">A class with a constructor without parameters.</param>
    /// <param name="options">Names in camelCase.</param>
    /// <param name="problems">Receives what is wrong, each with the option it concerns.</param>
    /// <returns>The record; null when it could not be made.</returns>
    /// <exception cref="PluginException">The type has no constructor without parameters.</exception>
    public static object? Read(Type type, JsonObject options, ICollection<OptionProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(problems);
        Dictionary<string, PropertyInfo> known = Properties(type).ToDictionary(NameOf, StringComparer.Ordinal);
        object record = New(type);
        NullabilityInfoContext nullability = new();
        foreach ((string name, JsonNode? value) in options)
        {
            if (!known.TryGetValue(name, out PropertyInfo? property))
            {
                problems.Add(new OptionProblem(name, $"Option '{name}' does not exist. Expected one of: {string.Join(", ", known.Keys.Order(StringComparer.Ordinal))}."));
                continue;
            }

            if (value is null && nullability.Create(property).WriteState == NullabilityState.NotNull)
            {
                problems.Add(new OptionProblem(name, $"Option '{name}' has no value; expected {TypeText(property.PropertyType)}. Leave it away for the default."));
                continue;
            }

            try
            {
                object? read = value.Deserialize(property.PropertyType, s_json);
                property.SetValue(record, read);
                CheckRanges(property, name, read, record, problems);
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or NotSupportedException)
            {
                problems.Add(new OptionProblem(name, $"Option '{name}' is {value?.ToJsonString() ?? "null"}; expected {TypeText(property.PropertyType)}."));
            }
        }

        return record;
    }

    /// <summary>Describes the options of a record type, in the order of their declaration.</summary>
    /// <exception cref="PluginException">The type has no constructor without parameters.</exception>
    public static IReadOnlyList<OptionDescription> Describe(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        object defaults = New(type);
        return
        [
            .. Properties(type).Select(p => new OptionDescription(
                NameOf(p),
                p.PropertyType,
                TypeText(p.PropertyType),
                JsonSerializer.SerializeToNode(p.GetValue(defaults), p.PropertyType, s_json),
                p.GetCustomAttribute<RangeAttribute>() is { } range ? (Convert.ToDouble(range.Minimum), Convert.ToDouble(range.Maximum)) : null,
                p.GetCustomAttribute<DescriptionAttribute>()?.Description ?? "")),
        ];
    }

    private static object New(Type type)
        => type.GetConstructor(Type.EmptyTypes) is null
            ? throw new PluginException($"The options '{type.Name}' have no constructor without parameters. Write properties, as 'public double Threshold {{ get; init; }} = 0.5;', in place of the record's parameters.")
            : Activator.CreateInstance(type)!;

    private static IEnumerable<PropertyInfo> Properties(Type type)
        => type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite && p.Name != "EqualityContract");

    private static string NameOf(PropertyInfo property) => JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    private static void CheckRanges(PropertyInfo property, string name, object? value, object record, ICollection<OptionProblem> problems)
    {
        ValidationContext context = new(record) { MemberName = name, DisplayName = name };
        foreach (ValidationAttribute rule in property.GetCustomAttributes<ValidationAttribute>())
        {
            if (rule.GetValidationResult(value, context) is { } failed)
            {
                string expected = rule is RangeAttribute range
                    ? FormattableString.Invariant($"expected {range.Minimum} to {range.Maximum}")
                    : failed.ErrorMessage ?? "another value is expected";
                problems.Add(new OptionProblem(name, FormattableString.Invariant($"Option '{name}' is {value ?? "null"}; {expected}.")));
            }
        }
    }

    private static bool IsMap(Type type)
        => typeof(System.Collections.IDictionary).IsAssignableFrom(type)
            || (type.IsGenericType && type.GetGenericTypeDefinition() is { } open && (open == typeof(IReadOnlyDictionary<,>) || open == typeof(IDictionary<,>)));

    private static string TypeText(Type type)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain.IsEnum)
        {
            return "one of: " + string.Join(", ", Enum.GetNames(plain).Select(JsonNamingPolicy.KebabCaseLower.ConvertName));
        }

        return Type.GetTypeCode(plain) switch
        {
            TypeCode.Boolean => "true or false",
            TypeCode.String => "a text",
            TypeCode.Int32 or TypeCode.Int64 => "a whole number",
            TypeCode.Double or TypeCode.Single or TypeCode.Decimal => "a number",
            _ when IsMap(plain) => "a map",
            _ => typeof(System.Collections.IEnumerable).IsAssignableFrom(plain) ? "a list" : plain.Name,
        };
    }
}
