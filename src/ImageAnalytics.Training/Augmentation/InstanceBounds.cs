using ImageAnalytics.Sdk;
using OpenCvSharp;

namespace ImageAnalytics.Training.Augmentation;

/// <summary>Areas and boxes of all instances of a label map, before and after a change. One thread at a time.</summary>
internal sealed class InstanceBounds
{
    private int[] _before = new int[256], _after = new int[256], _left = new int[256], _top = new int[256], _right = new int[256], _bottom = new int[256];

    /// <summary>Looks at a map.</summary>
    public unsafe void Read(Mat map, bool before)
    {
        int width = map.Cols, height = map.Rows;
        bool isWide = map.ElemSize() == 2;
        Clear(before, isWide ? ushort.MaxValue + 1 : 256);
        for (int y = 0; y < height; y++)
        {
            byte* narrow = (byte*)map.Ptr(y);
            ushort* wide = (ushort*)narrow;
            for (int x = 0; x < width; x++)
            {
                int number = isWide ? wide[x] : narrow[x];
                if (number == 0)
                {
                    continue;
                }

                if (before)
                {
                    _before[number]++;
                }
                else
                {
                    Grow(number, x, y);
                }
            }
        }
    }

    /// <summary>The box of an instance after the change, and which share of it is still to be seen.</summary>
    /// <param name="instance">Its number.</param>
    /// <param name="scale">How much larger areas became.</param>
    public (BoundingBox Box, double Visible) Of(int instance, double scale)
        => instance >= _after.Length || instance >= _before.Length || _after[instance] == 0 || _before[instance] == 0 ? default
            : (BoundingBox.FromXyxy(_left[instance], _top[instance], _right[instance], _bottom[instance]), _after[instance] / (_before[instance] * scale));

    private void Grow(int number, int x, int y)
    {
        bool isFirst = _after[number]++ == 0;
        _left[number] = isFirst ? x : Math.Min(_left[number], x);
        _top[number] = isFirst ? y : _top[number];
        _right[number] = isFirst ? x + 1 : Math.Max(_right[number], x + 1);
        _bottom[number] = y + 1;
    }

    private void Clear(bool before, int length)
    {
        if (_before.Length < length)
        {
            (_before, _after, _left, _top, _right, _bottom) = (new int[length], new int[length], new int[length], new int[length], new int[length], new int[length]);
        }

        Array.Clear(before ? _before : _after);
    }
}
