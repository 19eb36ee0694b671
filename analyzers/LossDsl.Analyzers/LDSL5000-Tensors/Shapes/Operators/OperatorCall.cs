using LossDsl.Analyzers.Tensors.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LossDsl.Analyzers.Tensors.Shapes;

/// <summary>A call of a TorchSharp method, with the known values of its arguments.</summary>
internal sealed class OperatorCall
{
    private readonly IInvocationOperation _call;
    private readonly IReadOnlyList<AbstractValue?> _arguments;
    private readonly OperatorReport _report;
    private readonly KnownSymbols _symbols;

    public OperatorCall(
        IInvocationOperation call, AbstractValue? instance, IReadOnlyList<AbstractValue?> arguments, OperatorReport report, KnownSymbols symbols)
    {
        (_call, _arguments, _report, _symbols) = (call, arguments, report, symbols);
        Input = call.Instance is { } receiver && receiver.Type.Is(symbols.TensorType) ? new Operand(receiver, instance)
            : call is { Instance: null, TargetMethod.Parameters: [{ Type: var type, Ordinal: 0 }, ..] } && type.Is(symbols.TensorType) ? Argument(0) ?? default
            : default;
    }

    /// <summary>The method's name, without the <c>_</c> of an in-place method.</summary>
    public string Name => _call.TargetMethod.Name.TrimEnd('_');

    public IInvocationOperation Operation => _call;

    /// <summary>
    /// The tensor that the method is called on, or its first argument. Its operation is null if there is neither.
    /// </summary>
    public Operand Input { get; }

    public Shape? Shape => Input.Operation is null ? null : Input.Tensor.Shape;

    public ElementClass Class => Input.Operation is null ? ElementClass.Unknown : Input.Class;

    /// <summary>The first argument after <see cref="Input"/>.</summary>
    public Operand? Other => _call.Instance is null ? Argument(1) : Argument(0);

    /// <summary>Whether an argument with one of the names is given explicitly.</summary>
    public bool Has(params string[] names) => Place(names) is { } place && _call.Arguments[place].ArgumentKind != ArgumentKind.DefaultValue && !IsNull(place);

    /// <summary>An argument by name; null if it is not given, or is null.</summary>
    public Operand? Given(params string[] names) => Place(names) is { } place && !IsNull(place) ? new Operand(_call.Arguments[place].Value, _arguments[place]) : null;

    /// <summary>An integer argument by name, its default value included; null if unknown or absent.</summary>
    public long? Number(params string[] names) => Length(names)?.Constant;

    /// <summary>A length by name; null if unknown or absent.</summary>
    public Dimension? Length(params string[] names) => Place(names) is { } place ? (_arguments[place] as LengthValue)?.Value : null;

    /// <summary>A bool argument by name; false if the method has no such parameter; null if unknown.</summary>
    public bool? Flag(string name) => Place([name]) is { } place ? (_arguments[place] as TruthValue)?.IsTrue : false;

    /// <summary>A list of lengths by name, or from several arguments; null if their number is unknown.</summary>
    public IReadOnlyList<Dimension?>? Lengths(params string[] names)
    {
        var lengths = new List<Dimension?>();
        foreach (var i in Enumerable.Range(0, _call.Arguments.Length).Where(i => names.Contains(_call.Arguments[i].Parameter?.Name)).OrderBy(i => _call.Arguments[i].Parameter!.Ordinal))
        {
            switch (_arguments[i])
            {
                case ListValue list:
                    lengths.AddRange(list.Elements.Select(element => (element as LengthValue)?.Value));
                    break;
                case TupleValue tuple:
                    lengths.AddRange(tuple.Elements.Select(element => (element as LengthValue)?.Value));
                    break;
                case var fact when _call.Arguments[i].Parameter!.Type.UnwrapNullable().SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64:
                    if (!IsNull(i))
                        lengths.Add((fact as LengthValue)?.Value);
                    break;
                default:
                    return null;
            }
        }

        return lengths;
    }

    /// <summary>A list of dimensions by name; null if their number is unknown.</summary>
    public IReadOnlyList<long?>? Dims(params string[] names) => Lengths(names)?.Select(length => length?.Constant).ToList();

    /// <summary>A list of tensors by name; null if their number is unknown.</summary>
    public IReadOnlyList<TensorValue>? Tensors(string name) => Place([name]) is { } place && _arguments[place] is ListValue list
        ? [.. list.Elements.Select(element => element as TensorValue ?? TensorValue.Unknown)]
        : null;

    /// <summary>A constant string argument by name; null if unknown or absent.</summary>
    public string? Text(string name) => Place([name]) is { } place && _call.Arguments[place].Value.ConstantValue is { HasValue: true, Value: string text } ? text : null;

    /// <summary>The class of the <c>dtype</c> argument, or another one if it is absent.</summary>
    public ElementClass TypeOr(ElementClass otherwise)
    {
        foreach (var name in (string[])["type", "dtype"])
        {
            if (Place([name]) is not { } place || _call.Arguments[place].ArgumentKind == ArgumentKind.DefaultValue || IsNull(place))
                continue;
            return Type(_call.Arguments[place].Value);
        }

        return otherwise;
    }

    /// <summary>The class of a type expression: <c>float32</c>, <c>ScalarType.Int64</c>.</summary>
    public static ElementClass Type(IOperation value) => value switch
    {
        IConversionOperation conversion => Type(conversion.Operand),
        IFieldReferenceOperation field => ElementClasses.Named(field.Field.Name),
        IPropertyReferenceOperation property => ElementClasses.Named(property.Property.Name),
        _ => ElementClass.Unknown,
    };

    /// <summary>The result; an inferred error is reported.</summary>
    public TensorValue Result(Inferred inferred, ElementClass of, bool isIds = false)
    {
        if (inferred.Error is { } error)
            _report.Add(_call, error, Input.Operation is null ? Sentence(error.Reason) : $"{Input.Words}: {error.Reason}");
        return new TensorValue(inferred.Shape, of, new Origin(Spelling.Of(_call), Spelling.Line(_call)), isIds);
    }

    /// <summary>The result of two operands; an inferred error is reported.</summary>
    public TensorValue Result(Inferred inferred, ElementClass of, Operand left, Operand right)
    {
        if (inferred.Error is { } error)
            _report.Mismatch(_call, error, left, right, wayOut: null);
        return new TensorValue(inferred.Shape, of, new Origin(Spelling.Of(_call), Spelling.Line(_call)));
    }

    /// <summary>The result of a list of tensors; an inferred error is reported.</summary>
    public TensorValue Result(Inferred inferred, ElementClass of, IReadOnlyList<TensorValue> parts)
    {
        if (inferred.Error is { } error)
            _report.Add(_call, error, $"{string.Join(" and ", parts.Select(part => $"{part.Shape}{Spelling.From(part.Origin, "")}"))}: {error.Reason}");
        return new TensorValue(inferred.Shape, of, new Origin(Spelling.Of(_call), Spelling.Line(_call)));
    }

    /// <summary>The result of an elementwise operation on two operands.</summary>
    public TensorValue Entrywise(Operand left, Operand right) => _report.Entrywise(_call, Name, left, right);

    /// <summary>The input tensor with another element type; shape and origin are kept.</summary>
    public TensorValue Kept(ElementClass of, bool isIds = false) => Input.Tensor with { Class = of, IsIds = isIds };

    /// <summary>Reports an operand with an unsuitable element type.</summary>
    public void Demand(Operand? operand, ElementClass unfit, string reason)
    {
        if (operand is { AbstractValue: TensorValue, Operation: { } place, Tensor: var tensor } given && given.Class == unfit)
            _report.Say(ShapeRules.ElementTypesMustFit, place, $"{Spelling.Of(place)} is {unfit.ToDisplayString()}{Spelling.From(tensor.Origin, Spelling.Of(place))}: {reason}");
    }

    /// <summary>Reports a call that cannot be meant as written.</summary>
    public void Say(string message, string mend) => _report.Say(ShapeRules.DimensionsMustExist, _call, message, mend);

    private static string Sentence(string reason) => char.ToUpperInvariant(reason[0]) + reason.Substring(1);

    private Operand? Argument(int place) => place < _call.Arguments.Length ? new Operand(_call.Arguments[place].Value, _arguments[place]) : null;

    private bool IsNull(int place) => _call.Arguments[place].Value.WalkDownConversion() is IDefaultValueOperation or { ConstantValue: { HasValue: true, Value: null } };

    private int? Place(string[] names)
    {
        for (var i = 0; i < _call.Arguments.Length; i++)
        {
            if (names.Contains(_call.Arguments[i].Parameter?.Name))
                return i;
        }

        return null;
    }
}
