using Fovea.Models;

namespace Fovea.Operators.Recurrent;

/// <summary>The sizes of a recurrent network, and how its tensors lie.</summary>
/// <param name="Steps">Positions of the longest sequence.</param>
/// <param name="Batch">Sequences.</param>
/// <param name="Inputs">Elements of an input.</param>
/// <param name="Directions">1, or 2 for a bidirectional network.</param>
/// <param name="Hidden">Elements of the hidden state.</param>
/// <param name="Gates">Products that a step makes.</param>
/// <param name="IsBatchFirst">ONNX's <c>layout</c> 1: sequences before positions, and before directions in states.</param>
internal sealed record RecurrentSizes(int Steps, int Batch, int Inputs, int Directions, int Hidden, int Gates, bool IsBatchFirst)
{
    /// <summary>Elements of a state: [direction][sequence][element].</summary>
    public int State => Directions * Batch * Hidden;

    /// <summary>Elements of the recurrent weights of all directions.</summary>
    public int Recurrent => Directions * Gates * Hidden * Hidden;

    /// <summary>The shape of Y.</summary>
    public Shape Output => IsBatchFirst ? new(Batch, Steps, Directions, Hidden) : new(Steps, Directions, Batch, Hidden);

    /// <summary>The shape of a state that comes in or goes out.</summary>
    public Shape StateShape => IsBatchFirst ? new(Batch, Directions, Hidden) : new(Directions, Batch, Hidden);

    /// <summary>How far <see cref="StateShape"/> moves along directions, sequences and elements.</summary>
    public int[] StateStrides => IsBatchFirst ? new[] { Hidden, Directions * Hidden, 1 } : new[] { Batch * Hidden, Hidden, 1 };

    /// <summary>Reads the sizes off the shapes of X, W and R, and checks those of all other inputs.</summary>
    /// <exception cref="ModelException">They do not fit each other.</exception>
    public static RecurrentSizes Of(Node node, int gates, System.Func<int, TensorInfo?> inputs)
    {
        Shape x = Given(0, "X"), w = Given(1, "W"), r = Given(2, "R");
        int directions = node.Attributes.Text("direction", "forward") switch
        {
            "forward" or "reverse" => 1,
            "bidirectional" => 2,
            var other => throw new ModelException($"{node}: direction '{other}' is none of forward, reverse and bidirectional."),
        };
        if (x.Rank != 3 || w.Rank != 3 || r.Rank != 3)
            throw new ModelException($"{node}: X has the shape {x}, W {w} and R {r}; all must have rank 3.");
        bool batchFirst = node.Attributes.Int("layout") switch
        {
            0 => false,
            1 => true,
            var other => throw new ModelException($"{node}: layout {other} is neither 0 nor 1."),
        };
        var sizes = new RecurrentSizes(batchFirst ? x[1] : x[0], batchFirst ? x[0] : x[1], x[2], directions, r[2], gates, batchFirst);
        int hidden = sizes.Hidden;
        if (node.Attributes.Has("hidden_size") && node.Attributes.Int("hidden_size") != hidden)
            throw new ModelException($"{node}: hidden_size is {node.Attributes.Int("hidden_size")}, but R has the shape {r}.");
        Expect(1, "W", new Shape(directions, gates * hidden, sizes.Inputs));
        Expect(2, "R", new Shape(directions, gates * hidden, hidden));
        Expect(3, "B", new Shape(directions, 2 * gates * hidden));
        Expect(4, "sequence_lens", new Shape(sizes.Batch));
        Expect(5, "initial_h", sizes.StateShape);
        Expect(6, "initial_c", sizes.StateShape);
        Expect(7, "P", new Shape(directions, 3 * hidden));
        return sizes;

        Shape Given(int index, string name) => inputs(index)?.Shape ?? throw new ModelException($"{node} lacks its input {name}.");

        void Expect(int index, string name, Shape shape)
        {
            if (inputs(index) is not { } info)
                return;
            if (!info.Shape.Equals(shape))
                throw new ModelException($"{node}: {name} has the shape {info.Shape}; beside X {x} and R {r} it must be {shape}.");
            if (index == 4 ? !info.Type.IsInteger() : !info.Type.IsFloating())
                throw new ModelException($"{node}: {name} holds {info.Type}; {(index == 4 ? "whole" : "floating-point")} numbers are needed.");
        }
    }
}
